import type { Metadata } from '@octollm/contracts';
import { type Database, readsOf } from '../database/database.ts';
import type { Reads } from '../database/replicas/reads.ts';
import {
  byIdsStatement,
  searchStatement,
  type TermSearch,
  termStatisticsStatement,
} from './statements/search.ts';
import { TermFrequencies } from './term-frequencies.ts';

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

/** What BM25 needs to know of all passages of a tenant. */
export interface CorpusTerms {
  readonly chunks: number;
  /** How many terms a passage has on average. */
  readonly averageLength: number;
  /** How many passages hold each term; terms that none holds are left out. */
  readonly frequencies: ReadonlyMap<string, number>;
}

/** Passages that hold terms, and what their scores were computed from. */
export interface TermMatches {
  /** Best first by BM25, equal ones by id. */
  readonly found: readonly { readonly chunk: StoredChunk; readonly score: number }[];
  readonly statistics: CorpusTerms;
}

type ChunkRow = Omit<StoredChunk, 'title' | 'source'>;

interface CorpusColumns {
  readonly chunks: number;
  readonly average: number | null;
  readonly frequencies: Record<string, number> | null;
}

/** A passage, or the statistics alone when none was found. */
type SearchRow = CorpusColumns & ((ChunkRow & { readonly score: number }) | { readonly chunkId: null });

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

/** A tenant without a document has no row. */
const toStatistics = (row: CorpusColumns | undefined): CorpusTerms => ({
  chunks: row?.chunks ?? 0,
  averageLength: row?.average ?? 0,
  frequencies: new Map(Object.entries(row?.frequencies ?? {})),
});

/** The passages that searches find. DocumentStore puts them there. */
export class ChunkStore {
  readonly #reads: Reads;
  readonly #frequencies = new TermFrequencies();

  constructor(database: Database) {
    this.#reads = readsOf(database);
  }

  /**
   * The passages that hold any of the terms, with the statistics of the terms: one statement.
   * @param terms - stems, made like those that were indexed; one that stands there twice counts once.
   */
  async searchByTerms(tenantId: string, terms: readonly string[], search: TermSearch): Promise<TermMatches> {
    const rows = await this.#reads.query<SearchRow>(searchStatement(tenantId, terms, search));
    const [first] = rows;
    return {
      found: rows.flatMap((row) => (row.chunkId === null ? [] : [{ chunk: toChunk(row), score: row.score }])),
      statistics: toStatistics(first),
    };
  }

  /** The statistics of these terms: what inverse document frequency needs. */
  async termStatistics(tenantId: string, terms: readonly string[]): Promise<CorpusTerms> {
    const known = this.#frequencies.of(tenantId);
    const missing = terms.filter((term) => known?.frequencies.has(term) !== true);
    const counted = await this.#count(tenantId, missing);
    if (counted === undefined) return toStatistics(undefined);
    const isCurrent = known?.version === counted.version || missing.length === terms.length;
    // The passages have changed since the others were counted.
    const current = isCurrent ? counted : await this.#count(tenantId, terms);
    if (current === undefined) return toStatistics(undefined);
    const of = (term: string): number =>
      current.frequencies.get(term) ?? (isCurrent ? known?.frequencies.get(term) : undefined) ?? 0;
    const frequencies = new Map(terms.map((term) => [term, of(term)]));
    this.#frequencies.keep(tenantId, current.version, frequencies);
    const { chunks, averageLength } = current;
    const held = [...frequencies].filter(([, count]) => count > 0);
    return { chunks, averageLength, frequencies: new Map(held) };
  }

  async #count(
    tenantId: string,
    terms: readonly string[],
  ): Promise<(CorpusTerms & { readonly version: string }) | undefined> {
    const statement = termStatisticsStatement(tenantId, terms);
    const [row] = await this.#reads.query<CorpusColumns & { readonly version: string }>(statement);
    return row === undefined ? undefined : { ...toStatistics(row), version: row.version };
  }

  /** The passages with these ids, in the order of the ids; those that are gone or filtered out are missing. */
  async byIds(tenantId: string, ids: readonly string[], filters: Metadata = {}): Promise<StoredChunk[]> {
    const rows = await this.#reads.query<ChunkRow>(byIdsStatement(tenantId, ids, filters));
    const chunks = new Map(rows.map((row) => [row.chunkId, toChunk(row)]));
    return ids.flatMap((id) => chunks.get(id.toLowerCase()) ?? []);
  }
}
