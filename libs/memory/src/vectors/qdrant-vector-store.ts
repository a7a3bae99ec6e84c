import { UnavailableError } from '@octollm/contracts';
import { QdrantClient } from '@qdrant/js-client-rest';
import { v5 } from 'uuid';
import { checkPayload, checkPoints, checkVector, findsNothing, hasDirection } from './check-vector.ts';
import { type CollectionOptions, QdrantCollections } from './qdrant-collections.ts';
import { qdrantError, statusOf } from './qdrant-errors.ts';
import { filterOf } from './qdrant-filter.ts';
import type { VectorFilter, VectorMatch, VectorPoint, VectorStore } from './vector-store.ts';

/** Where Qdrant is, and how it keeps vectors. */
export interface QdrantOptions extends CollectionOptions {
  /** `http://` or `https://` URL; port 6333 unless it names another. */
  readonly url: string;
  readonly apiKey?: string;
  /**
   * Of every vector.
   * @default whatever the first vector of each collection has
   */
  readonly dimensions?: number;
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
  readonly #dimensions: number | undefined;
  readonly #rescores: boolean;

  constructor({ url, apiKey, dimensions, ...options }: QdrantOptions) {
    this.#client = new QdrantClient({
      url,
      timeout: timeoutMs,
      checkCompatibility: false,
      // As a header, because the client's own option prints a warning when the URL is not https.
      ...(apiKey === undefined ? {} : { headers: { 'api-key': apiKey } }),
    });
    this.#collections = new QdrantCollections(this.#client, options);
    this.#dimensions = dimensions;
    this.#rescores = options.quantisation === 'scalar';
  }

  async upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void> {
    const dimensions = checkPoints(points, this.#dimensions);
    if (points.length === 0) return;
    const write = async (): Promise<boolean> => {
      checkPoints(points, await this.#collections.ensure(collection, dimensions));
      for (let start = 0; start < points.length; start += batchSize) {
        const batch = points.slice(start, start + batchSize).map((point) => toPoint(tenantId, point));
        const done = await unlessMissing(() =>
          this.#client.upsert(collection, { wait: true, points: batch }),
        );
        if (done === undefined) return false;
      }
      return true;
    };
    if (await write()) return;
    this.#collections.forget(collection);
    if (!(await write()))
      throw new UnavailableError('A collection was removed while it was written to; try again.', {
        retryAfter: 1,
      });
  }

  async search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
    filter: VectorFilter = {},
  ): Promise<VectorMatch[]> {
    checkVector(vector, this.#dimensions);
    checkPayload(filter.payload);
    const dimensions = await this.#collections.dimensionsOf(collection, vector.length);
    if (dimensions === undefined) return [];
    checkVector(vector, dimensions);
    if (!hasDirection(vector) || findsNothing(filter)) return [];
    const found = await unlessMissing(() =>
      this.#client.query(collection, {
        query: [...vector],
        filter: filterOf(tenantId, filter),
        limit,
        with_payload: ['chunk_id'],
        ...(this.#rescores ? { params: { quantization: { rescore: true, oversampling: 2 } } } : {}),
      }),
    );
    if (found === undefined) this.#collections.forget(collection);
    return (found?.points ?? []).map(({ payload, score }) => ({ id: String(payload?.['chunk_id']), score }));
  }

  async delete(tenantId: string, collection: string, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += batchSize) {
      const points = ids.slice(start, start + batchSize).map((id) => pointId(tenantId, id));
      await unlessMissing(() => this.#client.delete(collection, { wait: true, points }));
    }
  }

  async deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void> {
    await this.#delete(collection, filterOf(tenantId, { documentIds: [documentId] }));
  }

  async deleteTenant(tenantId: string, collection: string): Promise<void> {
    await this.#delete(collection, filterOf(tenantId));
  }

  async collections(): Promise<string[]> {
    const { collections } = await attempt(() => this.#client.getCollections());
    return collections.map(({ name }) => name);
  }

  async ping(): Promise<void> {
    await attempt(() => this.#client.getCollections());
  }

  /** The client keeps connections open for ten seconds at most and needs no closing. */
  async close(): Promise<void> {}

  async #delete(collection: string, filter: ReturnType<typeof filterOf>): Promise<void> {
    await unlessMissing(() => this.#client.delete(collection, { wait: true, filter }));
  }
}

/** Ids of points are unique in a collection, which all tenants share: the tenant is part of the id. */
const pointId = (tenantId: string, id: string): string => v5(`${tenantId}/${id}`, pointNamespace);

const toPoint = (tenantId: string, { id, documentId, vector, payload, createdAt }: VectorPoint) => ({
  id: pointId(tenantId, id),
  vector: [...vector],
  payload: {
    tenant_id: tenantId,
    document_id: documentId,
    chunk_id: id,
    created_at: (createdAt ?? new Date()).toISOString(),
    payload: payload ?? {},
  },
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
