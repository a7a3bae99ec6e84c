import { QdrantClient } from '@qdrant/js-client-rest';
import { v5 } from 'uuid';
import { QdrantCollections } from './qdrant-collections.ts';
import { qdrantError, statusOf } from './qdrant-errors.ts';
import {
  checkVector,
  hasDirection,
  type VectorMatch,
  type VectorPoint,
  type VectorStore,
} from './vector-store.ts';

/** Where Qdrant is. */
export interface QdrantOptions {
  /** `http://` or `https://` URL; port 6333 unless it names another. */
  readonly url: string;
  readonly apiKey?: string;
  /** Of every vector. */
  readonly dimensions: number;
}

/** A request that takes longer is given up. */
const timeoutMs = 10_000;

/** How many points go into one request. */
const batchSize = 256;

/** Any UUID: the namespace of the names that point ids are made from. */
const pointNamespace = '5c0e0c5a-6f0b-5d0e-9a53-6f63746f6c6c';

/** Vectors in Qdrant, for any number of replicas. All tenants share a collection; the payload tells them apart. */
export class QdrantVectorStore implements VectorStore {
  readonly #client: QdrantClient;
  readonly #collections: QdrantCollections;
  readonly #dimensions: number;

  constructor({ url, apiKey, dimensions }: QdrantOptions) {
    this.#client = new QdrantClient({
      url,
      timeout: timeoutMs,
      checkCompatibility: false,
      // As a header, because the client's own option prints a warning when the URL is not https.
      ...(apiKey === undefined ? {} : { headers: { 'api-key': apiKey } }),
    });
    this.#collections = new QdrantCollections(this.#client, dimensions);
    this.#dimensions = dimensions;
  }

  async upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void> {
    for (const { vector } of points) checkVector(vector, this.#dimensions);
    if (points.length === 0) return;
    await this.#collections.ensure(collection);
    for (let start = 0; start < points.length; start += batchSize) {
      const batch = points.slice(start, start + batchSize).map((point) => toPoint(tenantId, point));
      await attempt(() => this.#client.upsert(collection, { wait: true, points: batch }));
    }
  }

  async search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
  ): Promise<VectorMatch[]> {
    checkVector(vector, this.#dimensions);
    if (!hasDirection(vector)) return [];
    const found = await unlessMissing(() =>
      this.#client.query(collection, {
        query: [...vector],
        filter: { must: [ofTenant(tenantId)] },
        limit,
        with_payload: ['chunk_id'],
      }),
    );
    return (found?.points ?? []).map(({ payload, score }) => ({ id: String(payload?.['chunk_id']), score }));
  }

  async deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void> {
    const filter = { must: [ofTenant(tenantId), { key: 'document_id', match: { value: documentId } }] };
    await unlessMissing(() => this.#client.delete(collection, { wait: true, filter }));
  }

  async ping(): Promise<void> {
    await attempt(() => this.#client.getCollections());
  }

  /** The client keeps connections open for ten seconds at most and needs no closing. */
  async close(): Promise<void> {}
}

const ofTenant = (tenantId: string) => ({ key: 'tenant_id', match: { value: tenantId } });

/** Ids of points are unique in a collection, which all tenants share: the tenant is part of the id. */
const toPoint = (tenantId: string, { id, documentId, vector }: VectorPoint) => ({
  id: v5(`${tenantId}/${id}`, pointNamespace),
  vector: [...vector],
  payload: { tenant_id: tenantId, document_id: documentId, chunk_id: id },
});

async function attempt<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    throw qdrantError(error);
  }
}

/** Undefined when there is no such collection: nothing was stored in it yet. */
async function unlessMissing<Result>(request: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw qdrantError(error);
  }
}
