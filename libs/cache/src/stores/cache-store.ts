import type { CacheClass } from '../keys/cache-class.ts';

/** What a purge takes away: all of a tenant, all of a class, one class of a tenant or, when both are left out, all. */
export interface PurgeScope {
  readonly tenant?: string;
  readonly class?: CacheClass;
}

/** An entry to be stored. */
export interface StoredEntry {
  /** The id of a cache key. */
  readonly id: string;
  readonly bytes: Buffer;
  /** How long it is kept at most, in milliseconds. */
  readonly ttlMs: number;
}

/**
 * Keeps bytes for a while. It may lose any of them at any moment, and one that is away has none: only a purge may fail.
 * One suite of tests runs against every adapter.
 */
export interface CacheStore {
  /** The bytes, which belong to the store: nobody may write into them. */
  get(id: string): Promise<Buffer | undefined>;
  /** As `get`, for each id in its place. */
  getMany(ids: readonly string[]): Promise<readonly (Buffer | undefined)[]>;
  /**
   * Keeps each entry in place of what was there. One that is too large, or has no time to live, only takes that away.
   * @returns whether all were kept
   */
  set(...entries: readonly StoredEntry[]): Promise<boolean>;
  delete(id: string): Promise<void>;
  /**
   * Takes entries away for good.
   * @throws Error when the store is away: who purges must know
   */
  purge(scope: PurgeScope): Promise<void>;
}
