import {
  cacheKeyMaker,
  EmbeddingCache,
  openSharedLevel,
  type SharedLevel,
  TwoLevelCache,
  ValueCipher,
} from '@octollm/cache';
import type { Logger } from 'pino';
import type { RetrieverConfig } from '../stores/config.ts';

/** Of this process: ten thousand vectors of 1,536 dimensions take twice as much. */
const maxBytes = 32 * 1_048_576;

/** Remembers vectors in this process, and in the cache store when there is one. */
export class VectorCache {
  readonly vectors: EmbeddingCache;
  readonly #shared: SharedLevel | undefined;

  private constructor(secret: string, shared: SharedLevel | undefined) {
    const level = shared === undefined ? {} : { shared, cipher: new ValueCipher(secret) };
    this.#shared = shared;
    this.vectors = new EmbeddingCache(new TwoLevelCache({ maxBytes, ...level }), cacheKeyMaker(secret));
  }

  /**
   * Keys and values are derived from the address of the database: all replicas have it, and who has it can read the texts
   * themselves. The store is the gateway's, so that its purges reach these vectors.
   */
  static async open(
    { CACHE_REDIS_URL: url, DATABASE_URL }: Pick<RetrieverConfig, 'CACHE_REDIS_URL' | 'DATABASE_URL'>,
    logger: Pick<Logger, 'debug'>,
  ): Promise<VectorCache> {
    const onError = (error: Error): void =>
      logger.debug({ error }, 'the connection of the cache to its store broke');
    const shared = url === undefined ? undefined : await openSharedLevel(url, { onError });
    return new VectorCache(`vectors of passages ${DATABASE_URL}`, shared);
  }

  async close(): Promise<void> {
    await this.#shared?.close();
  }
}
