import type { QdrantClient } from '@qdrant/js-client-rest';
import { qdrantError, statusOf } from './qdrant-errors.ts';
import { VectorError } from './vector-store.ts';

/** Makes collections when they are first written to; several replicas may do so at once. */
export class QdrantCollections {
  readonly #client: QdrantClient;
  readonly #dimensions: number;
  readonly #ready = new Map<string, Promise<void>>();

  constructor(client: QdrantClient, dimensions: number) {
    this.#client = client;
    this.#dimensions = dimensions;
  }

  /**
   * Resolves when the collection is there with its indexes; asks the server once.
   * @throws VectorError when it holds vectors with other dimensions.
   */
  ensure(name: string): Promise<void> {
    const ready = this.#ready.get(name) ?? this.#make(name);
    this.#ready.set(name, ready);
    return ready;
  }

  async #make(name: string): Promise<void> {
    try {
      await this.#create(name);
      await this.#checkDimensions(name);
      await this.#index(name, 'tenant_id', { type: 'keyword', is_tenant: true });
      await this.#index(name, 'document_id', { type: 'keyword' });
    } catch (error) {
      // The next write tries again.
      this.#ready.delete(name);
      throw error instanceof VectorError ? error : qdrantError(error);
    }
  }

  async #create(name: string): Promise<void> {
    try {
      await this.#client.createCollection(name, {
        vectors: { size: this.#dimensions, distance: 'Cosine' },
        hnsw_config: { m: 16, ef_construct: 100 },
      });
    } catch (error) {
      // It was there, or another replica was faster.
      if (statusOf(error) !== 409) throw error;
    }
  }

  async #checkDimensions(name: string): Promise<void> {
    const { config } = await this.#client.getCollection(name);
    const size = config.params.vectors?.['size'];
    if (size !== this.#dimensions)
      throw new VectorError(
        `The collection ${name} holds vectors with ${JSON.stringify(size)} dimensions, not ${this.#dimensions}: ` +
          'use the embedding model that filled it, or index the documents into another collection.',
      );
  }

  async #index(name: string, field: string, schema: { type: 'keyword'; is_tenant?: boolean }): Promise<void> {
    await this.#client.createPayloadIndex(name, { field_name: field, field_schema: schema, wait: true });
  }
}
