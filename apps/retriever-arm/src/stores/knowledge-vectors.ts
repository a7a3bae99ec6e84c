import { collectionOf, QdrantVectorStore, SqliteVectorStore, type VectorStore } from '@octollm/memory';
import type { RetrieverConfig } from './config.ts';

/** Injects the store of the vectors. */
export const VECTORS = Symbol('octollm.retriever.vectors');

/** The collection of the passages' vectors: one for each embedding model, so that vectors of two never meet. */
export const knowledgeCollectionOf = (model: string): string => collectionOf('knowledge_base', model);

const prefix = knowledgeCollectionOf('');

/** Deletes the vectors of a document that any model has made, or any but one. */
export const deleteVectors = async (
  vectors: VectorStore,
  tenantId: string,
  documentId: string,
  { except }: { readonly except?: string } = {},
): Promise<void> => {
  const kept = except === undefined ? undefined : knowledgeCollectionOf(except);
  for (const collection of await vectors.collections())
    if (collection.startsWith(prefix) && collection !== kept)
      await vectors.deleteDocument(tenantId, collection, documentId);
};

/** Opens Qdrant when there is one, otherwise the SQLite file. */
export const openVectors = (config: RetrieverConfig): VectorStore => {
  if (config.QDRANT_URL === undefined) return SqliteVectorStore.open(config.VECTOR_PATH);
  const apiKey = config.QDRANT_API_KEY === undefined ? {} : { apiKey: config.QDRANT_API_KEY };
  return new QdrantVectorStore({
    url: config.QDRANT_URL,
    ...apiKey,
    replicationFactor: config.QDRANT_REPLICATION_FACTOR,
    shards: config.QDRANT_SHARDS,
    writeConsistency: config.QDRANT_WRITE_CONSISTENCY,
    quantisation: config.QDRANT_QUANTISATION,
  });
};
