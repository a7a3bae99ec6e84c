import type { Metadata, Usage } from '@octollm/contracts';
import { inverseDocumentFrequency } from '@octollm/text';
import type { CorpusStatistics, KeywordIndex, QueryEmbedder, VectorIndex } from '../indexes.ts';
import type { Passage } from '../passage.ts';
import type { PassageReader } from '../ranking/read-passage.ts';
import type { RankedPassage } from '../search/ranked-passage.ts';
import type { ReadQuery } from '../search/read-query.ts';
import { lexicalCosine } from './lexical-cosine.ts';

/** Vectors are looked for in growing numbers until enough of them pass the filters, or so many were seen. */
const mostVectors = 4_000;
const growth = 4;

export interface VectorSearch {
  readonly tenantId: string;
  readonly query: ReadQuery;
  readonly statistics: CorpusStatistics;
  readonly filters: Metadata;
  readonly limit: number;
  /** How many must pass the filters for the search to end. */
  readonly enough: number;
  readonly reader: PassageReader;
  /** Passages that are known to pass the filters, by id: they are not read from the store again. */
  readonly known: ReadonlyMap<string, Passage>;
  /** Hears what the vector of the query has cost. */
  readonly onUsage: (usage: Usage) => void;
}

interface Stores {
  readonly keywords: KeywordIndex;
  readonly vectors: VectorIndex;
  readonly embedder: QueryEmbedder;
}

const passagesOf = async (
  keywords: KeywordIndex,
  ids: readonly string[],
  { tenantId, filters, known }: VectorSearch,
): Promise<Passage[]> => {
  const missing = ids.filter((id) => !known.has(id));
  const read = missing.length === 0 ? [] : await keywords.byIds(tenantId, missing, filters);
  const found = new Map(read.map((passage) => [passage.chunkId, passage]));
  return ids.flatMap((id) => known.get(id) ?? found.get(id) ?? []);
};

/**
 * Vectors that only stand for words are near each other by chance too, because two words share a place: passages are put
 * in order by the cosine of the words themselves, and those without a word of the query are left out.
 */
const exact = (passages: readonly Passage[], { query, statistics, reader }: VectorSearch): RankedPassage[] =>
  passages
    .map((passage) => {
      const score = lexicalCosine(reader.read(passage).counts, query.counts, statistics);
      return { passage, score, scores: { vector: score } };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);

/**
 * The passages whose vectors are nearest to the query's, nearest first, scored by their cosine.
 * @throws EmbeddingUnavailableError when the query has no vector because its model cannot be asked
 */
export const searchByVector = async (
  { keywords, vectors, embedder }: Stores,
  search: VectorSearch,
): Promise<RankedPassage[]> => {
  const { tenantId, query, statistics, limit, enough } = search;
  const weightOf = (term: string): number => inverseDocumentFrequency(term, statistics);
  const { vector, usage } = await embedder.embed(tenantId, query.text, weightOf);
  search.onUsage(usage);
  for (let count = limit; ; count *= growth) {
    const matches = await vectors.search(tenantId, embedder.collection, vector, count);
    const cosines = new Map(
      matches.filter(({ score }) => score > 0).map(({ id, score }) => [id.toLowerCase(), Math.min(1, score)]),
    );
    const allowed = await passagesOf(keywords, [...cosines.keys()], search);
    const passed = embedder.isLexical
      ? exact(allowed, search)
      : allowed.map((passage) => {
          const score = cosines.get(passage.chunkId) ?? 0;
          return { passage, score, scores: { vector: score } };
        });
    const isAll = cosines.size < count || count >= mostVectors;
    if (allowed.length >= enough || isAll) return passed.slice(0, limit);
  }
};
