import type { Metadata } from '@octollm/contracts';
import { hashedEmbedding } from '@octollm/llm';
import type { ChunkStore, StoredChunk, VectorStore } from '@octollm/memory';
import { inverseDocumentFrequency, terms } from '@octollm/text';
import { searchableText } from '../indexing/searchable-text.ts';
import { knowledgeCollection } from '../stores/knowledge-vectors.ts';
import type { FoundPassage } from './found-passage.ts';

/** Vectors are looked for in growing numbers until enough of them pass the filters, or so many were seen. */
const mostVectors = 4_000;
const growth = 4;

/** Hashed vectors of texts without a common stem are near each other only by chance, because two stems share a place. */
const sharesTerm = (chunk: StoredChunk, sought: readonly string[]): boolean => {
  const held = new Set(terms(searchableText(chunk)));
  return sought.some((term) => held.has(term));
};

interface VectorSearch {
  readonly tenantId: string;
  readonly query: string;
  readonly limit: number;
  readonly filters: Metadata;
}

/** The passages whose vectors are nearest to the query's, nearest first, scored by their cosine. Rare words of the query count more. */
export const searchByVector = async (
  vectors: VectorStore,
  chunks: ChunkStore,
  { tenantId, query, limit, filters }: VectorSearch,
): Promise<FoundPassage[]> => {
  const sought = [...new Set(terms(query))];
  const statistics = await chunks.termStatistics(tenantId, sought);
  const vector = hashedEmbedding(query, (stem) => inverseDocumentFrequency(stem, statistics));
  for (let count = limit; ; count *= growth) {
    const matches = await vectors.search(tenantId, knowledgeCollection, vector, count);
    const near = matches.filter(({ score }) => score > 0);
    const cosines = new Map(near.map(({ id, score }) => [id.toLowerCase(), Math.min(1, score)]));
    const allowed = await chunks.byIds(tenantId, [...cosines.keys()], filters);
    const passed = allowed.filter((chunk) => sharesTerm(chunk, sought));
    const isAll = near.length < count || count >= mostVectors;
    if (passed.length < limit && !isAll) continue;
    return passed.slice(0, limit).map((chunk) => {
      const score = cosines.get(chunk.chunkId) ?? 0;
      return { chunk, score, scores: { vector: score } };
    });
  }
};
