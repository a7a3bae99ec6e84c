/** A word of a folded text, as far as rules know it. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** The concepts that the word stands for; most words stand for none. */
  readonly concepts: readonly number[];
  /** Whether a sentence or a paragraph ends here; such a token is no word. */
  readonly isBreak: boolean;
  /** Whether it is the first word of a sentence, a quotation or a part set off by punctuation. */
  readonly beginsClause: boolean;
  /** The bits of decodings that were needed to read the word. */
  readonly bits: number;
}
