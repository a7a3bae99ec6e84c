import { inverseDocumentFrequency, type TermStatistics } from '@octollm/text';

/** What the weight of a term can be multiplied with at most: k1 + 1, with the k1 of ChunkStore.searchByTerms. */
const saturation = 1.9;

/**
 * The greatest BM25 score that a passage can have for some terms: each of them without end. Dividing by it gives a score
 * between 0 and 1 that keeps the order and can be compared between queries, unlike a division by the best that was found.
 */
export const bestKeywordScore = (terms: readonly string[], statistics: TermStatistics): number =>
  terms.reduce((sum, term) => sum + inverseDocumentFrequency(term, statistics) * saturation, 0);
