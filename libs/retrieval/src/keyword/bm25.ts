import { inverseDocumentFrequency } from '@octollm/text';
import type { CorpusStatistics } from '../indexes.ts';

/** How fast repetitions of a term lose weight (k1), and how much long passages lose (b, 0 to 1). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}

/** The values of Robertson and Zaragoza 2009 that Lucene has as its defaults. */
export const bm25: Bm25 = { k1: 1.2, b: 0.75 };

interface CountedPassage {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/**
 * The BM25 score of a passage for weighted terms, as the index computes it, divided by what a passage of average length
 * has that holds each of them once. 1 or more says that it speaks of all of them; 0.5 of about half, rare ones counting
 * more. It can be compared between queries, unlike a share of the best that was found.
 */
export const keywordShare = (
  passage: CountedPassage,
  terms: ReadonlyMap<string, number>,
  statistics: CorpusStatistics,
): number => {
  const { k1, b } = bm25;
  const norm = k1 * (1 - b + (b * passage.length) / (statistics.averageLength || 1));
  let score = 0;
  let once = 0;
  for (const [term, weight] of terms) {
    const most = weight * inverseDocumentFrequency(term, statistics);
    const count = passage.counts.get(term) ?? 0;
    once += most;
    score += (most * count * (k1 + 1)) / (count + norm);
  }
  return once === 0 ? 0 : score / once;
};

/** The score of an index as such a share. */
export const shareOf = (score: number, terms: readonly string[], statistics: CorpusStatistics): number =>
  score / terms.reduce((sum, term) => sum + inverseDocumentFrequency(term, statistics), 0);
