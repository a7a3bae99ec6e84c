import type { Failover } from '@octollm/resilience';
import type { Redis } from 'ioredis';
import type { CacheStore, PurgeScope, StoredEntry } from './cache-store.ts';
import { scanPattern } from './purge-pattern.ts';

export interface RedisStoreOptions {
  /** Decides whether Redis is asked, and for how long an answer is waited for. */
  readonly failover: Failover;
  /** Before every id. */
  readonly prefix: string;
  /** How large an entry may be, in bytes, as it lies in Redis. The total is `maxmemory`, which is the server's. */
  readonly maxEntryBytes: number;
}

/** How many keys one step of a purge looks at: a millisecond of the server's time. */
const scanStep = 1_000;

/** Keeps entries in Redis, for all replicas. While Redis does not answer it has none and keeps none. */
export class RedisStore implements CacheStore {
  readonly #redis: Redis;
  readonly #options: RedisStoreOptions;

  constructor(redis: Redis, options: RedisStoreOptions) {
    this.#redis = redis;
    this.#options = options;
  }

  get(id: string): Promise<Buffer | undefined> {
    return this.#options.failover.decide<Buffer | undefined>(
      async () => (await this.#redis.getBuffer(this.#keyOf(id))) ?? undefined,
      () => undefined,
    );
  }

  async getMany(ids: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
    if (ids.length === 0) return [];
    return this.#options.failover.decide(
      async () =>
        (await this.#redis.mgetBuffer(ids.map((id) => this.#keyOf(id)))).map((found) => found ?? undefined),
      () => ids.map(() => undefined),
    );
  }

  set(...entries: readonly StoredEntry[]): Promise<boolean> {
    return this.#options.failover.decide(
      // Sent together: the client writes what one turn of the event loop gives it at once.
      async () => (await Promise.all(entries.map((entry) => this.#setOne(entry)))).every(Boolean),
      () => false,
    );
  }

  delete(id: string): Promise<void> {
    return this.#options.failover.decide<void>(
      async () => void (await this.#redis.unlink(this.#keyOf(id))),
      () => undefined,
    );
  }

  async purge(scope: PurgeScope): Promise<void> {
    const pattern = scanPattern(this.#options.prefix, scope);
    let cursor = '0';
    do {
      const [next, keys] = await this.#redis.scan(cursor, 'MATCH', pattern, 'COUNT', scanStep);
      if (keys.length > 0) await this.#redis.unlink(keys);
      cursor = next;
    } while (cursor !== '0');
  }

  async #setOne({ id, bytes, ttlMs }: StoredEntry): Promise<boolean> {
    const kept = ttlMs > 0 && bytes.length <= this.#options.maxEntryBytes;
    if (kept) await this.#redis.set(this.#keyOf(id), bytes, 'PX', Math.ceil(ttlMs));
    else await this.#redis.unlink(this.#keyOf(id));
    return kept;
  }

  #keyOf(id: string): string {
    return this.#options.prefix + id;
  }
}
