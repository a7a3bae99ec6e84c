import type { SearchResult } from '@octollm/contracts';
import type { StoredChunk } from '@octollm/memory';

/** A passage that a ranking found. */
export interface FoundPassage {
  readonly chunk: StoredChunk;
  /** From 0 to 1. */
  readonly score: number;
  readonly scores: SearchResult['scores'];
}

/** A passage as clients get it; `rank` counts from 1. */
export const toResult = ({ chunk, score, scores }: FoundPassage, rank: number): SearchResult => ({
  chunk_id: chunk.chunkId,
  document_id: chunk.documentId,
  text: chunk.text,
  score,
  scores,
  metadata: chunk.metadata,
  citation: {
    index: rank,
    document_id: chunk.documentId,
    chunk_id: chunk.chunkId,
    title: chunk.title,
    source: chunk.source,
    passage: chunk.text,
    score,
  },
});
