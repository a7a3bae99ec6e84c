import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Metadata, newId, noUsage } from '@octollm/contracts';
import { hashedEmbedding, hashedEmbeddingModel } from '@octollm/llm';
import { startTestPostgres } from '@octollm/local-servers';
import { ChunkStore, Database, DocumentStore, SqliteVectorStore } from '@octollm/memory';
import { type QueryEmbedder, searchableText } from '@octollm/retrieval';
import { chunks, termCounts } from '@octollm/text';
import type { CollectionDocument } from './collections/collection.ts';

/** The stores of the product with documents in them. */
export interface IndexedCollection {
  readonly keywords: ChunkStore;
  readonly vectors: SqliteVectorStore;
  readonly embedder: QueryEmbedder;
  readonly tenant: string;
  /** How many passages there are. */
  readonly passages: number;
  /** The collection's id of a document of the stores. */
  readonly idOf: (documentId: string) => string;
  /** Stores more documents. */
  add(documents: Iterable<CollectionDocument>): Promise<void>;
  close(): Promise<void>;
}

const tenant = 'evaluation';
const collection = `knowledge_base_${hashedEmbeddingModel}`;

/** Makes vectors as the retriever arm does without a provider. */
const embedder: QueryEmbedder = {
  collection,
  isLexical: true,
  embed: async (_tenant, query, weightOf) => ({ vector: hashedEmbedding(query, weightOf), usage: noUsage }),
};

/** Starts a PostgreSQL of its own with the schema of the product, and a vector file. */
export const openCollection = async (): Promise<IndexedCollection> => {
  const server = await startTestPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'octollm-retrieval-'));
  const database = await Database.open({
    url: await server.createDatabase(),
    poolSize: 4,
    applicationName: 'evaluation',
  });
  await database.migrate();
  const documents = new DocumentStore(database);
  const vectors = SqliteVectorStore.open(join(folder, 'vectors.sqlite'));
  const ids = new Map<string, string>();
  let passages = 0;

  const index = async ({ id: externalId, title, text, mediaType }: CollectionDocument): Promise<void> => {
    const metadata: Metadata = title === '' ? {} : { title };
    const { id } = await documents.create(tenant, {
      id: newId(),
      // The id keeps documents with equal texts apart: the product would store them once.
      request: { text, media_type: mediaType, metadata: { ...metadata, id: externalId } },
    });
    ids.set(id, externalId);
    const found = [...chunks(text, mediaType === 'text/markdown' ? 'markdown' : 'plain')].map((chunk) => {
      const { heading, ordinal } = chunk;
      const whole = searchableText({ text: chunk.text, heading, title });
      const passage = { id: newId(), ordinal, heading, text: chunk.text, terms: termCounts(whole) };
      return { passage, point: { id: passage.id, documentId: id, vector: hashedEmbedding(whole) } };
    });
    await vectors.upsert(
      tenant,
      collection,
      found.map(({ point }) => point),
    );
    await documents.index(
      tenant,
      id,
      found.map(({ passage }) => passage),
    );
    passages += found.length;
  };

  return {
    keywords: new ChunkStore(database),
    vectors,
    embedder,
    tenant,
    get passages() {
      return passages;
    },
    idOf: (documentId) => ids.get(documentId) ?? documentId,
    add: async (more) => {
      for (const document of more) await index(document);
    },
    close: async () => {
      await vectors.close();
      await database.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
