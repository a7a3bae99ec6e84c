import { vectorMetrics } from '@octollm/catalogue';
import type { VectorFilter, VectorMatch, VectorPoint, VectorStore } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';

/** Measures how long another store of vectors takes, and how often it fails. */
export class MeteredVectors implements VectorStore {
  readonly #inner: VectorStore;
  readonly #metrics: Metrics;

  constructor(inner: VectorStore, metrics: Metrics) {
    this.#inner = inner;
    this.#metrics = metrics;
  }

  upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void> {
    return this.#measured('upsert', () => this.#inner.upsert(tenantId, collection, points));
  }

  search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
    filter?: VectorFilter,
  ): Promise<VectorMatch[]> {
    return this.#measured('search', () => this.#inner.search(tenantId, collection, vector, limit, filter));
  }

  delete(tenantId: string, collection: string, ids: readonly string[]): Promise<void> {
    return this.#measured('delete', () => this.#inner.delete(tenantId, collection, ids));
  }

  deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void> {
    return this.#measured('delete', () => this.#inner.deleteDocument(tenantId, collection, documentId));
  }

  deleteTenant(tenantId: string, collection: string): Promise<void> {
    return this.#measured('delete', () => this.#inner.deleteTenant(tenantId, collection));
  }

  collections(): Promise<string[]> {
    return this.#inner.collections();
  }

  ping(): Promise<void> {
    return this.#inner.ping();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  async #measured<Result>(operation: string, work: () => Promise<Result>): Promise<Result> {
    const end = this.#metrics.histogram(vectorMetrics.vectorOperations).startTimer({ operation });
    try {
      const result = await work();
      end({ outcome: 'succeeded' });
      return result;
    } catch (error) {
      end({ outcome: 'failed' });
      throw error;
    }
  }
}
