import type { Span } from '../../detector.ts';
import type { InjectionClass } from '../injection-class.ts';
import type { InjectionSighting, InjectionSignal, Origin, Reading } from '../injection-signal.ts';
import { FeatureReader } from './features.ts';
import { type Model, probabilityOf } from './model.ts';
import { models } from './models.ts';
import { bestPassage, type Passage } from './passage.ts';
import { sentenceBounds } from './sentences.ts';

/** What a classifier that knows no classes calls its findings. */
const classFor: Readonly<Record<Origin, InjectionClass>> = {
  user: 'new_instruction',
  content: 'nested_prompt',
};
/** As many words are shown as evidence. */
const mostEvidence = 5;

/** The weights of the features of words, added up. */
interface Sums {
  /** By how many words: what their features weigh together, and how many they are. */
  readonly weights: Int32Array;
  readonly counts: Int32Array;
}

const sumsOf = ({ tokens }: Reading, { weights }: Model): Sums => {
  const reader = new FeatureReader();
  const sums = { weights: new Int32Array(tokens.length + 1), counts: new Int32Array(tokens.length + 1) };
  let worth = 0;
  let total = 0;
  let words = 0;
  for (const token of tokens) {
    const count = reader.read(token);
    for (let index = 0; index < count; index += 1) worth += weights[reader.found[index] ?? 0] ?? 0;
    total += count;
    words += 1;
    sums.weights[words] = worth;
    sums.counts[words] = total;
  }
  return sums;
};

/** The words that weigh most in a passage, in the order of the text. */
const evidenceIn = ({ tokens }: Reading, { weights }: Sums, { from, to }: Passage): readonly Span[] =>
  tokens
    .slice(from, to)
    .map(({ start, end }, index) => ({
      start,
      end,
      weight: (weights[from + index + 1] ?? 0) - (weights[from + index] ?? 0),
    }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostEvidence)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end }) => ({ start, end }));

const sightingOf = (reading: Reading, sums: Sums, passage: Passage, worth: number): InjectionSighting => {
  const model = models[reading.origin];
  const words = reading.tokens.slice(passage.from, passage.to).filter(({ isBreak }) => !isBreak);
  const probability = probabilityOf(model.calibration, worth);
  return {
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    rule: 'classifier',
    injectionClass: classFor[reading.origin],
    severity: worth >= model.blocksFrom ? 'high' : 'medium',
    confidence: probability,
    explanation: `reads like attacks on models, with a probability of ${probability.toFixed(2)}`,
    bits: words.reduce((bits, token) => bits | token.bits, 0),
    isGeneral: true,
    evidence: evidenceIn(reading, sums, passage),
  };
};

/**
 * A linear classifier over words, their beginnings, pairs of them and the concepts of the rules, learned from the texts
 * in `data/injection`. It looks at the passage of a text that is worth most, so that harmless text around an attack
 * does not hide it. Its score is calibrated on texts that it did not learn from.
 */
export const classifierSignal: InjectionSignal = {
  *examine(reading) {
    const model = models[reading.origin];
    const sums = sumsOf(reading, model);
    const passage = bestPassage(sentenceBounds(reading.tokens), sums.weights, sums.counts);
    const worth = passage.worth * model.scale;
    if (worth >= model.recordsFrom) yield sightingOf(reading, sums, passage, worth);
  },
};
