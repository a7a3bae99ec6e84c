import { hashedEmbeddingDimensions, hashedEmbeddingModel } from '@octollm/llm';
import { QdrantVectorStore, SqliteVectorStore, type VectorStore } from '@octollm/memory';
import type { RetrieverConfig } from './config.ts';

/** Injects the store of the vectors. */
export const VECTORS = Symbol('octollm.retriever.vectors');

/** The collection of the passages' vectors: one for each embedding, so that vectors of two never meet. */
export const knowledgeCollection = `knowledge_base_${hashedEmbeddingModel}`;

/** Opens Qdrant when there is one, otherwise the SQLite file. */
export const openVectors = (config: RetrieverConfig): VectorStore => {
  const dimensions = hashedEmbeddingDimensions;
  if (config.QDRANT_URL === undefined) return SqliteVectorStore.open(config.VECTOR_PATH, { dimensions });
  const apiKey = config.QDRANT_API_KEY === undefined ? {} : { apiKey: config.QDRANT_API_KEY };
  return new QdrantVectorStore({ url: config.QDRANT_URL, ...apiKey, dimensions });
};
