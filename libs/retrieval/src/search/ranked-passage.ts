import type { SearchResult } from '@octollm/contracts';
import type { Passage } from '../passage.ts';

/** A passage that a ranking found. */
export interface RankedPassage {
  readonly passage: Passage;
  /** From 0 to 1. */
  readonly score: number;
  readonly scores: SearchResult['scores'];
}

/** A passage as clients get it; `rank` counts from 1. */
export const toResult = ({ passage, score, scores }: RankedPassage, rank: number): SearchResult => ({
  chunk_id: passage.chunkId,
  document_id: passage.documentId,
  text: passage.text,
  score,
  scores,
  metadata: passage.metadata,
  citation: {
    index: rank,
    document_id: passage.documentId,
    chunk_id: passage.chunkId,
    title: passage.title,
    source: passage.source,
    passage: passage.text,
    score,
  },
});
