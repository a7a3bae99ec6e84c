/** Where a passage stands in its document. */
export interface ChunkPlace {
  readonly id: string;
  /** The place of the passage in its document. */
  readonly ordinal: number;
  /** The page it begins on, from 1; null or left out in documents without pages. */
  readonly page?: number | null;
}

/** A passage to index. */
export interface NewChunk extends ChunkPlace {
  readonly heading: string | null;
  readonly text: string;
  /** Every stem of the passage and how often it stands there. */
  readonly terms: ReadonlyMap<string, number>;
}

/** Rows of chunk_terms, column by column, as unnest takes them. */
export interface Postings {
  readonly terms: string[];
  readonly chunkIds: string[];
  readonly counts: number[];
  readonly lengths: number[];
}

/** How many postings go into one statement. */
const batchSize = 10_000;

/** How many terms a passage has, repeated ones included. */
export const lengthOf = ({ terms }: NewChunk): number =>
  [...terms.values()].reduce((sum, count) => sum + count, 0);

/** The postings of passages, in batches. */
export function* postingsOf(chunks: readonly NewChunk[]): Generator<Postings> {
  let batch: Postings = { terms: [], chunkIds: [], counts: [], lengths: [] };
  for (const chunk of chunks) {
    const length = lengthOf(chunk);
    for (const [term, count] of chunk.terms) {
      batch.terms.push(term);
      batch.chunkIds.push(chunk.id);
      batch.counts.push(count);
      batch.lengths.push(length);
    }
    if (batch.terms.length >= batchSize) {
      yield batch;
      batch = { terms: [], chunkIds: [], counts: [], lengths: [] };
    }
  }
  if (batch.terms.length > 0) yield batch;
}
