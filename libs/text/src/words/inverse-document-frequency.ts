/** How common terms are in a collection of passages. */
export interface TermStatistics {
  readonly chunks: number;
  /** In how many chunks a term occurs; a term that is not listed occurs in none. */
  readonly frequencies: ReadonlyMap<string, number>;
}

/**
 * How rare a term is: the inverse document frequency of BM25 (Robertson and Zaragoza 2009), with 1 added inside the
 * logarithm so that it is never negative.
 */
export const inverseDocumentFrequency = (term: string, { chunks, frequencies }: TermStatistics): number => {
  const frequency = Math.min(frequencies.get(term) ?? 0, chunks);
  return Math.log(1 + (chunks - frequency + 0.5) / (frequency + 0.5));
};
