import type { WordHash } from './hash.ts';

/** A word of a folded text, as far as rules know it. */
export interface Token extends WordHash {
  readonly start: number;
  readonly end: number;
  /** The concepts that the word stands for; most words stand for none. */
  readonly concepts: readonly number[];
  /** Concepts as bits, several to each: a word lacks a concept when it lacks its bit. */
  readonly mask: number;
  /** Whether a sentence or a paragraph ends here; such a token is no word. */
  readonly isBreak: boolean;
  /** Whether it is the first word of a sentence, a quotation or a part set off by punctuation. */
  readonly beginsClause: boolean;
  /** The bits of decodings that were needed to read the word. */
  readonly bits: number;
}

/** Some concepts as bits. */
export const maskOf = (concepts: readonly number[]): number => {
  let mask = 0;
  for (let index = 0; index < concepts.length; index += 1) mask |= 1 << ((concepts[index] ?? 0) & 31);
  return mask;
};
