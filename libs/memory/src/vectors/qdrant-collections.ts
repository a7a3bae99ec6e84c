import type { QdrantClient } from '@qdrant/js-client-rest';
import { qdrantError, statusOf } from './qdrant-errors.ts';
import { VectorError } from './vector-store.ts';

/** How collections are made. Those that are there keep what they were made with. */
export interface CollectionOptions {
  /**
   * Copies of every point, on as many nodes.
   * @default 1
   */
  readonly replicationFactor?: number;
  /**
   * Parts that a collection is cut into, over the nodes.
   * @default Qdrant's own: one for each node
   */
  readonly shards?: number | undefined;
  /**
   * Copies that a write waits for.
   * @default 1
   */
  readonly writeConsistency?: number;
  /**
   * `scalar` keeps a copy of the vectors with a byte for each number in memory, a quarter of the size: searches go
   * over those first and then over the best vectors as they are.
   * @default none
   */
  readonly quantisation?: 'none' | 'scalar';
}

/**
 * Every search is one tenant's, so a graph over all points would never be walked: `m: 0` makes none, and `payload_m`
 * makes one for every tenant with many points, which is smaller and faster to build, as Qdrant's guide to
 * multitenancy has it. Few points are searched one by one, which is exact.
 */
const graph = { m: 0, payload_m: 16, ef_construct: 100 };

/** No graphs for these: they only narrow down what is a tenant's. */
const indexes = [
  ['tenant_id', { type: 'keyword', is_tenant: true }],
  ['document_id', { type: 'keyword', enable_hnsw: false }],
  ['created_at', { type: 'datetime', enable_hnsw: false }],
] as const;

/** Makes collections when they are first written to; several replicas may do so at once. */
export class QdrantCollections {
  readonly #client: QdrantClient;
  readonly #options: CollectionOptions;
  readonly #ready = new Map<string, Promise<number>>();
  readonly #sizes = new Map<string, number>();

  constructor(client: QdrantClient, options: CollectionOptions) {
    this.#client = client;
    this.#options = options;
  }

  /**
   * The dimensions of the collection, which is there with its indexes; asks the server once, until it is forgotten.
   * @param dimensions - of one that has to be made
   */
  ensure(name: string, dimensions: number): Promise<number> {
    const ready = this.#ready.get(name) ?? this.#make(name, dimensions);
    this.#ready.set(name, ready);
    return ready;
  }

  /** What was known of a collection that is gone; another replica or an operator may have removed it. */
  forget(name: string): void {
    this.#ready.delete(name);
    this.#sizes.delete(name);
  }

  /**
   * The dimensions of a collection, or undefined when there is none; asks the server unless those that are expected are
   * known, because the collection may have been made anew with others.
   */
  async dimensionsOf(name: string, expected: number): Promise<number | undefined> {
    const known = this.#sizes.get(name);
    if (known === expected) return known;
    try {
      return await this.#read(name);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error instanceof VectorError ? error : qdrantError(error);
    }
  }

  async #make(name: string, dimensions: number): Promise<number> {
    try {
      await this.#create(name, dimensions);
      const found = await this.#read(name);
      for (const [field_name, field_schema] of indexes)
        await this.#client.createPayloadIndex(name, { field_name, field_schema, wait: true });
      return found;
    } catch (error) {
      // The next write tries again.
      this.#ready.delete(name);
      throw error instanceof VectorError ? error : qdrantError(error);
    }
  }

  async #create(name: string, size: number): Promise<void> {
    const { replicationFactor = 1, shards, writeConsistency = 1, quantisation } = this.#options;
    try {
      await this.#client.createCollection(name, {
        vectors: { size, distance: 'Cosine' },
        hnsw_config: graph,
        replication_factor: replicationFactor,
        write_consistency_factor: writeConsistency,
        ...(shards === undefined ? {} : { shard_number: shards }),
        ...(quantisation === 'scalar'
          ? { quantization_config: { scalar: { type: 'int8', quantile: 0.99, always_ram: true } } }
          : {}),
      });
    } catch (error) {
      // It was there, or another replica was faster.
      if (statusOf(error) !== 409) throw error;
    }
  }

  async #read(name: string): Promise<number> {
    const { config } = await this.#client.getCollection(name);
    const size = config.params.vectors?.['size'];
    if (typeof size !== 'number')
      throw new VectorError(
        `The collection ${name} was not made by this platform: it has vectors with names. Remove or rename it.`,
      );
    this.#sizes.set(name, size);
    return size;
  }
}
