import type { Metadata } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { byIdsStatement, searchStatement, termStatisticsStatement } from './statements/search.ts';

/** A passage with what is known of its document. */
export interface StoredChunk {
  readonly chunkId: string;
  readonly documentId: string;
  readonly ordinal: number;
  readonly heading: string | null;
  readonly text: string;
  readonly metadata: Metadata;
  /** The document's metadata.title, when it is a text. */
  readonly title: string | null;
  /** The document's metadata.source, when it is a text. */
  readonly source: string | null;
}

type ChunkRow = Omit<StoredChunk, 'title' | 'source'>;

const textOf = (value: Metadata[string] | undefined): string | null =>
  typeof value === 'string' ? value : null;

const toChunk = (row: ChunkRow): StoredChunk => ({
  chunkId: row.chunkId,
  documentId: row.documentId,
  ordinal: row.ordinal,
  heading: row.heading,
  text: row.text,
  metadata: row.metadata,
  title: textOf(row.metadata['title']),
  source: textOf(row.metadata['source']),
});

/** The passages that searches find. DocumentStore puts them there. */
export class ChunkStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * The passages that hold any of the terms, best first by BM25 (k1 0.9, b 0.4), equal ones by id.
   * @param terms - stems, made like those that were indexed; one that stands there twice counts once.
   * @param options.filters - values that the document's metadata must have, all of them; `{}` lets all through.
   */
  async searchByTerms(
    tenantId: string,
    terms: readonly string[],
    options: { limit: number; filters: Metadata },
  ): Promise<{ chunk: StoredChunk; score: number }[]> {
    const rows = await query<ChunkRow & { score: number }>(
      this.#source,
      searchStatement(tenantId, terms, options),
    );
    return rows.map((row) => ({ chunk: toChunk(row), score: row.score }));
  }

  /**
   * How many passages the tenant has and how many hold each term: what inverse document frequency needs. Terms that
   * no passage holds are left out.
   */
  async termStatistics(
    tenantId: string,
    terms: readonly string[],
  ): Promise<{ chunks: number; frequencies: ReadonlyMap<string, number> }> {
    const [row] = await query<{ chunks: number | null; frequencies: Record<string, number> | null }>(
      this.#source,
      termStatisticsStatement(tenantId, terms),
    );
    return { chunks: row?.chunks ?? 0, frequencies: new Map(Object.entries(row?.frequencies ?? {})) };
  }

  /** The passages with these ids, in the order of the ids; those that are gone or filtered out are missing. */
  async byIds(tenantId: string, ids: readonly string[], filters: Metadata = {}): Promise<StoredChunk[]> {
    const rows = await query<ChunkRow>(this.#source, byIdsStatement(tenantId, ids, filters));
    const chunks = new Map(rows.map((row) => [row.chunkId, toChunk(row)]));
    return ids.flatMap((id) => chunks.get(id.toLowerCase()) ?? []);
  }
}
