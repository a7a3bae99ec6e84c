/**
 * What is done with the figures of the single questions:
 * - `compare`: they stand beside each other
 * - `difference`: the first less the second, or how far they are apart
 * - `sum`, `ratio`: of all, of the first to the second
 * - `share`: how much of the first the second is, in per cent
 */
export type Operation = 'compare' | 'difference' | 'sum' | 'ratio' | 'share';

/** A question that several single facts answer together. */
export interface Decomposition {
  readonly operation: Operation;
  /** A question for each fact, and the thing that it is about and the others are not. */
  readonly questions: readonly { readonly text: string; readonly thing: string }[];
  /** Which of two figures the question takes for the greater or the later one. */
  readonly greater?: 'first' | 'second';
  /** What a time between two events is asked for in. */
  readonly unit?: 'year' | 'month' | 'day';
}

/** A rule: what a question on one line, without its question mark, is made of. Undefined when it is no such question. */
export type DecompositionRule = (question: string) => Decomposition | undefined;
