import { originalText } from '../../normalise/derived-text.ts';
import { folded, withoutInvisible } from '../../normalise/fold.ts';
// With the words that the rules add, as texts are read when they are judged.
import { vocabulary } from '../../rules/token-rules-signal.ts';
import { tokenise } from '../../tokens/tokenise.ts';
import { FeatureReader } from '../features.ts';
import { bestPassage, type Passage } from '../passage.ts';
import { sentenceBounds } from '../sentences.ts';
import type { Sample } from './corpus.ts';

/** A text with the features of its words. */
export interface Document {
  readonly isAttack: boolean;
  readonly group: number;
  /** The buckets of all features, word after word. */
  readonly features: Int32Array;
  /** Where the features of a word begin; one more for the end. */
  readonly offsets: Int32Array;
  readonly bounds: readonly number[];
}

/** A text as the classifier sees it. */
export const documentOf = ({ text, isAttack, group }: Sample): Document => {
  const tokens = tokenise(folded(withoutInvisible(originalText(text))).text, vocabulary);
  const reader = new FeatureReader();
  const features: number[] = [];
  const offsets = [0];
  for (const token of tokens) {
    const count = reader.read(token);
    features.push(...reader.found.subarray(0, count));
    offsets.push(features.length);
  }
  return {
    isAttack,
    group,
    features: Int32Array.from(features),
    offsets: Int32Array.from(offsets),
    bounds: sentenceBounds(tokens),
  };
};

/** The passage of a document that weighs most. */
export const passageOf = (
  { features, offsets, bounds }: Document,
  weights: Float64Array | Int8Array,
): Passage => {
  const sums = new Float64Array(offsets.length);
  for (let word = 0; word + 1 < offsets.length; word += 1) {
    let worth = 0;
    for (let index = offsets[word] ?? 0; index < (offsets[word + 1] ?? 0); index += 1)
      worth += weights[features[index] ?? 0] ?? 0;
    sums[word + 1] = (sums[word] ?? 0) + worth;
  }
  return bestPassage(bounds, sums, offsets);
};
