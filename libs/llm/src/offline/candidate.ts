import { type Sentence, sentences, terms } from '@octollm/text';
import type { SourcePassage } from './source-passage.ts';

/** A sentence that may answer, with the terms of all that it is to be read with. */
export interface Candidate {
  readonly passage: SourcePassage;
  readonly sentence: Sentence;
  /** The sentences of its passage, and its place among them. */
  readonly all: readonly Sentence[];
  readonly index: number;
  readonly own: ReadonlySet<string>;
  /** The title, the headings and, for a row of a table, its header. */
  readonly heading: ReadonlySet<string>;
  /** The sentence before it, if both belong to one paragraph or it is an entry of the list it introduces. */
  readonly before: ReadonlySet<string>;
  /** All of the passage that stands before it. */
  readonly earlier: ReadonlySet<string>;
  /** The whole passage. */
  readonly around: ReadonlySet<string>;
  /** Whether it is the first sentence under its heading. */
  readonly opensSection: boolean;
}

const isCandidate = ({ kind }: Sentence): boolean => kind === 'sentence' || kind === 'row';

const headerOf = (all: readonly Sentence[], row: Sentence): string =>
  row.kind === 'row'
    ? (all.find(({ kind, block }) => kind === 'header' && block === row.block)?.text ?? '')
    : '';

/** The sentence that leads to this one: the one before it in its paragraph, or the one that introduces its list. */
export const leadOf = (all: readonly Sentence[], index: number): Sentence | undefined => {
  const sentence = all[index];
  const before = all[index - 1];
  if (sentence === undefined || before === undefined || before.kind !== 'sentence') return undefined;
  if (before.block === sentence.block) return before;
  if (sentence.blockKind !== 'item') return undefined;
  const introduction = all.slice(0, index).findLast(({ blockKind }) => blockKind !== 'item');
  return introduction?.kind === 'sentence' ? introduction : undefined;
};

/** For each sentence, the terms of those before it. */
const earlierTerms = (own: readonly ReadonlySet<string>[]): ReadonlySet<string>[] => {
  const seen = new Set<string>();
  return own.map((set) => {
    const before = new Set(seen);
    for (const term of set) seen.add(term);
    return before;
  });
};

/** Every sentence of a passage that could be part of an answer; headings and code only help to read them. */
export const candidatesOf = (passage: SourcePassage): Candidate[] => {
  const all = sentences(passage.text);
  const own = all.map((sentence) => new Set(terms(sentence.text)));
  const around = new Set(own.flatMap((set) => [...set]));
  const earlier = earlierTerms(own);
  const above = terms(`${passage.title ?? ''} ${passage.heading ?? ''}`);
  return all.flatMap((sentence, index) => {
    if (!isCandidate(sentence)) return [];
    const lead = leadOf(all, index);
    const heading = [...above, ...terms(`${sentence.headings.join(' ')} ${headerOf(all, sentence)}`)];
    return [
      {
        passage,
        sentence,
        all,
        index,
        own: own[index] ?? new Set<string>(),
        heading: new Set(heading),
        before: lead === undefined ? new Set<string>() : (own[all.indexOf(lead)] ?? new Set<string>()),
        earlier: earlier[index] ?? new Set<string>(),
        around,
        opensSection: all[index - 1]?.kind === 'heading',
      },
    ];
  });
};
