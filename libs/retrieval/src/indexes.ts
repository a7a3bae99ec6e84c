import type { Metadata, Usage } from '@octollm/contracts';
import type { TermStatistics } from '@octollm/text';
import type { Bm25 } from './keyword/bm25.ts';
import type { Passage } from './passage.ts';

/** What BM25 needs to know of all passages of a tenant. */
export interface CorpusStatistics extends TermStatistics {
  /** How many terms a passage has on average. */
  readonly averageLength: number;
}

export interface KeywordMatches {
  /** Best first by BM25. */
  readonly found: readonly { readonly chunk: Passage; readonly score: number }[];
  readonly statistics: CorpusStatistics;
}

/** Passages by their terms. Every method sees one tenant alone. */
export interface KeywordIndex {
  /** Passages that hold any of the terms, in documents whose metadata have the values of the filters. */
  searchByTerms(
    tenantId: string,
    terms: readonly string[],
    search: { readonly limit: number; readonly filters: Metadata; readonly bm25: Bm25 },
  ): Promise<KeywordMatches>;
  termStatistics(tenantId: string, terms: readonly string[]): Promise<CorpusStatistics>;
  /** In the order of the ids; those that are gone or filtered out are missing. */
  byIds(tenantId: string, ids: readonly string[], filters: Metadata): Promise<readonly Passage[]>;
}

/** Passages by their vectors. */
export interface VectorIndex {
  /** The nearest, nearest first, with their cosine. */
  search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly score: number }[]>;
}

/** The vector of a query, and what it has cost to make it: nothing when it was remembered. */
export interface EmbeddedQuery {
  readonly vector: Float32Array;
  readonly usage: Usage;
}

/** Makes the vector of a query, the way those of a collection were made. */
export interface QueryEmbedder {
  /** The collection that its model has filled. */
  readonly collection: string;
  /** Whether vectors only stand for the words of a text: no two texts without a common word are then near each other. */
  readonly isLexical: boolean;
  /**
   * @param weightOf - how telling a term is; for lexical vectors, where the words of a query are to count differently
   * @throws EmbeddingUnavailableError when the model cannot be asked
   */
  embed(tenantId: string, query: string, weightOf: (term: string) => number): Promise<EmbeddedQuery>;
}

/** Thrown when the model that makes vectors cannot be asked. Searches then go by keywords alone. */
export class EmbeddingUnavailableError extends Error {
  override readonly name = 'EmbeddingUnavailableError';
}
