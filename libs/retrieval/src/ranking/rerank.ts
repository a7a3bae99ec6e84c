import type { CorpusStatistics } from '../indexes.ts';
import { keywordShare } from '../keyword/bm25.ts';
import type { RankedPassage } from '../search/ranked-passage.ts';
import type { ReadQuery } from '../search/read-query.ts';
import { headingShare } from './heading-share.ts';
import { proximity } from './proximity.ts';
import type { PassageReader } from './read-passage.ts';

/** How much each feature counts: chosen on half of the questions of two collections, see docs/benchmarks.md. */
const weights = { keyword: 1, expansion: 1 / 2, proximity: 1 / 2, heading: 1 / 3 } as const;

/** How much a cosine counts that knows more than words, beside the best one; no collection was there to choose it on. */
const meaningWeight = 1;

export interface Reranking {
  readonly query: ReadQuery;
  /** Terms that the best passages use, with weights that add up to 1. */
  readonly expansion: ReadonlyMap<string, number>;
  /** Of the terms of the query and of the expansion. */
  readonly statistics: CorpusStatistics;
  readonly reader: PassageReader;
  /** Whether `scores.vector` says more than the other features: not for vectors that only stand for words. */
  readonly vectorsHaveMeaning: boolean;
}

/**
 * Puts passages in order by what they say themselves: the terms of the query (BM25), the terms that come with them in the
 * best passages, how close together they stand, and whether titles and headings hold them. The score is the weighted mean
 * of the features, from 0 to 1, and can be compared between queries.
 */
export const rerank = (
  ranked: readonly RankedPassage[],
  { query, expansion, statistics, reader, vectorsHaveMeaning }: Reranking,
): RankedPassage[] => {
  const sought = new Map(query.sought.map((term) => [term, 1]));
  const proximityWeight = query.sought.length > 1 ? weights.proximity : 0;
  const vectorWeight = vectorsHaveMeaning ? meaningWeight : 0;
  const nearest = Math.max(...ranked.map(({ scores }) => scores.vector ?? 0)) || 1;
  const all = weights.keyword + weights.expansion + proximityWeight + weights.heading + vectorWeight;
  return ranked
    .map((candidate) => {
      const read = reader.read(candidate.passage);
      const sum =
        weights.keyword * keywordShare(read, sought, statistics) +
        weights.expansion * keywordShare(read, expansion, statistics) +
        proximityWeight * proximity(read, query.terms, statistics) +
        weights.heading * headingShare(read, query.sought, statistics) +
        (vectorWeight * (candidate.scores.vector ?? 0)) / nearest;
      return { candidate, mean: sum / all };
    })
    .toSorted((a, b) => b.mean - a.mean)
    .map(({ candidate, mean }) => ({ ...candidate, score: Math.min(1, mean) }));
};
