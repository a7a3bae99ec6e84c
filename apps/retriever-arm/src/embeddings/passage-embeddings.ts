import type { EmbeddedQuery } from '@octollm/retrieval';

/** Makes the vectors by which passages are found. */
export interface PassageEmbeddings {
  /** Names the model: vectors of two models are kept apart. */
  readonly model: string;
  /** Whether vectors only stand for the words of a text. */
  readonly isLexical: boolean;
  /**
   * Asks whether vectors may be made of passages that a tenant sends.
   * @throws BudgetSpentError when they cost money and the tenant has spent what it may this month
   */
  admit(tenantId: string): Promise<void>;
  /**
   * The vectors of passages, one for each in its place. What they cost is charged to the tenant's month.
   * @throws OctoError that can be retried when the model does not answer, EmbeddingRefusedError when it refuses
   */
  embed(tenantId: string, texts: readonly string[]): Promise<readonly Float32Array[]>;
  /**
   * The vector of a query, with what it cost: whoever asks has to report it.
   * @param weightOf how telling a term is, for lexical vectors
   * @throws EmbeddingUnavailableError when the model cannot be asked
   */
  embedQuery(tenantId: string, query: string, weightOf: (term: string) => number): Promise<EmbeddedQuery>;
}

/** Injects the embeddings that the settings ask for. */
export const PASSAGE_EMBEDDINGS = Symbol('octollm.retriever.passage-embeddings');
