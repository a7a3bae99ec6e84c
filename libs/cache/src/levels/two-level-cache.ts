import { type CacheTtls, cacheClasses } from '../keys/cache-class.ts';
import { type CacheKey, cacheKeyOfId } from '../keys/cache-key.ts';
import { Purges } from '../purge/purges.ts';
import type { PurgeScope } from '../stores/cache-store.ts';
import type { Cacheable } from '../values/cacheable.ts';
import type { Entry } from '../values/entry.ts';
import { EntryCodec } from '../values/entry-codec.ts';
import type { ValueCipher } from '../values/value-cipher.ts';
import type { CacheEventListener, CacheLevel } from './cache-event.ts';
import { ProcessLevel } from './process-level.ts';
import { SharedEntries } from './shared-entries.ts';
import type { SharedLevel } from './shared-level.ts';

export interface TwoLevelCacheOptions {
  /** How much memory level 1 may take, in bytes. */
  readonly maxBytes: number;
  /** How large an entry of level 1 may be, in bytes. @default a sixteenth of all */
  readonly maxEntryBytes?: number;
  /** Level 2. Without it the cache is this process's own. */
  readonly shared?: SharedLevel;
  /** Encrypts level 2. */
  readonly cipher?: ValueCipher;
  readonly ttlMs?: CacheTtls;
  /** How long another replica's purge may go unheard, in milliseconds. @default 1,000 */
  readonly checkPurgesEveryMs?: number;
  /** Hears what happens. */
  readonly onEvent?: CacheEventListener;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

/** What a cache knows. */
export interface CacheHit {
  readonly level: CacheLevel;
  /** The value, which is the caller's own; null for one that is known not to exist. */
  readonly value: Uint8Array | null;
}

/** A value for a key. */
export interface CacheWrite {
  readonly key: CacheKey;
  /** Null says that it is known not to exist. */
  readonly value: Cacheable | null;
  /** How long it is kept, when that is less than the time of its class, in milliseconds. */
  readonly ttlMs?: number;
  /** What `purges.stamp` was, after a look at the cache, when the making of the value began: a purge since then holds. */
  readonly stamp?: number;
}

/**
 * A cache in two levels: the memory of this process, and Redis for all replicas. What is found in Redis is promoted to
 * the memory, for the time it has left. It never fails a request: a level that is away has nothing and keeps nothing.
 */
export class TwoLevelCache {
  /** What was purged; a semantic index over this cache shares it. */
  readonly purges: Purges;
  readonly #process: ProcessLevel;
  readonly #shared: SharedEntries | undefined;
  readonly #level: SharedLevel | undefined;
  readonly #ttls: CacheTtls;
  readonly #tell: CacheEventListener;
  readonly #now: () => number;

  constructor(options: TwoLevelCacheOptions) {
    const { maxBytes, maxEntryBytes, shared, cipher, ttlMs = {}, checkPurgesEveryMs } = options;
    const now = options.now ?? Date.now;
    const tell = options.onEvent ?? (() => undefined);
    const purges = new Purges({ record: shared?.purges, checkEveryMs: checkPurgesEveryMs });
    this.#now = now;
    this.#tell = tell;
    this.#ttls = ttlMs;
    this.purges = purges;
    this.#process = new ProcessLevel({ maxBytes, maxEntryBytes, purges, tell, now });
    this.#level = shared;
    if (shared !== undefined)
      this.#shared = new SharedEntries({
        store: shared.store,
        codec: new EntryCodec({ cipher }),
        purges,
        tell,
        now,
      });
  }

  /** What level 1 holds now. */
  get size(): { readonly entries: number; readonly bytes: number } {
    return this.#process.size;
  }

  async get(key: CacheKey): Promise<CacheHit | undefined> {
    const hit = await this.getFromProcess(key);
    if (hit !== undefined || this.#shared === undefined) return hit;
    return this.#promote(key, await this.#shared.get(key));
  }

  /** Looks in level 1 only. A look that repeats another one need not count its miss again. */
  async getFromProcess(
    key: CacheKey,
    { countsMiss = true }: { readonly countsMiss?: boolean } = {},
  ): Promise<CacheHit | undefined> {
    const entry = await this.#process.get(key);
    return entry === undefined && !countsMiss ? undefined : this.#answer('process', key, entry);
  }

  /** As `get`, for bytes that were found in level 2 under this key, or none. */
  async admit(key: CacheKey, bytes: Buffer | undefined): Promise<CacheHit | undefined> {
    return this.#promote(key, await this.#shared?.read(key, bytes));
  }

  /** As `get`, for each key in its place, with one question to Redis for all that are not in level 1. */
  async getMany(keys: readonly CacheKey[]): Promise<readonly (CacheHit | undefined)[]> {
    const found = await Promise.all(keys.map((key) => this.getFromProcess(key)));
    if (this.#shared === undefined) return found;
    const missing = keys.filter((_key, index) => found[index] === undefined);
    const entries = await this.#shared.getMany(missing);
    const promoted = await Promise.all(missing.map((key, index) => this.#promote(key, entries[index])));
    const rest = promoted.values();
    return found.map((hit) => hit ?? rest.next().value);
  }

  /**
   * Keeps values in both levels.
   * @returns whether every other replica can have all of them
   */
  async set(...writes: readonly CacheWrite[]): Promise<boolean> {
    // An outdated stamp would make an entry look older than a purge.
    await this.purges.refresh();
    const entries = writes.map((write) => ({ key: write.key, entry: this.#entryOf(write) }));
    await this.#process.set(...entries);
    return (await this.#shared?.set(...entries)) ?? false;
  }

  async delete(key: CacheKey): Promise<void> {
    await this.#process.delete(key);
    await this.#level?.store.delete(key.id);
  }

  /**
   * Takes entries away, in all replicas: here at once, elsewhere within the time purges may go unheard.
   * @throws PurgeNotSharedError when the other replicas cannot be told
   * @throws Error when Redis goes away while it deletes; nobody is served the entries, but they lie there
   */
  async purge(scope: PurgeScope): Promise<void> {
    await this.#process.purge(scope);
    await this.purges.purge(scope);
    await this.#level?.store.purge(scope);
  }

  /**
   * Loads the entries that were hit most into level 1, for a start.
   * @returns how many there were
   */
  async warmUp(count: number): Promise<number> {
    if (this.#level === undefined || this.#shared === undefined) return 0;
    await this.purges.refresh();
    const ids = await this.#level.popularity.hottest(count);
    // The coldest first, so that it is the first to make room.
    const keys = ids.map(cacheKeyOfId).filter((key) => key !== undefined);
    keys.reverse();
    const entries = await this.#shared.getMany(keys);
    const found = keys.flatMap((key, index) => {
      const entry = entries[index];
      return entry === undefined ? [] : [{ key, entry }];
    });
    await this.#process.set(...found);
    return found.length;
  }

  #entryOf({ key, value, ttlMs, stamp }: CacheWrite): Entry {
    const classTtlMs = this.#ttls[key.class] ?? cacheClasses[key.class].ttlMs;
    return {
      value: value?.bytes ?? null,
      stamp: stamp ?? this.purges.stamp,
      expiresAt: this.#now() + Math.min(classTtlMs, ttlMs ?? classTtlMs),
    };
  }

  async #promote(key: CacheKey, entry: Entry | undefined): Promise<CacheHit | undefined> {
    if (entry !== undefined) await this.#process.set({ key, entry });
    return this.#answer('shared', key, entry);
  }

  #answer(level: CacheLevel, key: CacheKey, entry: Entry | undefined): CacheHit | undefined {
    this.#tell({ type: entry === undefined ? 'miss' : 'hit', level, class: key.class });
    if (entry === undefined) return undefined;
    this.#level?.popularity.hit(key.id);
    return { level, value: entry.value === null ? null : Buffer.from(entry.value) };
  }
}
