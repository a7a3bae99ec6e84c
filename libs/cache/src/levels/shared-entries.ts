import type { CacheKey } from '../keys/cache-key.ts';
import type { Purges } from '../purge/purges.ts';
import type { CacheStore } from '../stores/cache-store.ts';
import type { Entry } from '../values/entry.ts';
import type { EntryCodec } from '../values/entry-codec.ts';
import type { CacheEventListener } from './cache-event.ts';
import type { KeyedEntry } from './process-level.ts';

export interface SharedEntriesOptions {
  readonly store: CacheStore;
  readonly codec: EntryCodec;
  readonly purges: Purges;
  readonly tell: CacheEventListener;
  readonly now: () => number;
}

/** The entries of level 2: compressed, encrypted, without what was purged. */
export class SharedEntries {
  readonly #options: SharedEntriesOptions;

  constructor(options: SharedEntriesOptions) {
    this.#options = options;
  }

  async get(key: CacheKey): Promise<Entry | undefined> {
    return this.read(key, await this.#options.store.get(key.id));
  }

  /** As `get`, for each key in its place. */
  async getMany(keys: readonly CacheKey[]): Promise<readonly (Entry | undefined)[]> {
    const found = await this.#options.store.getMany(keys.map(({ id }) => id));
    return Promise.all(keys.map((key, index) => this.read(key, found[index])));
  }

  /** The entry that the store keeps as these bytes; undefined when it does not count any more. */
  async read(key: CacheKey, bytes: Buffer | undefined): Promise<Entry | undefined> {
    const { codec, now, purges } = this.#options;
    const entry = bytes === undefined ? undefined : await codec.decode(key, bytes);
    const counts = entry !== undefined && entry.expiresAt > now() && purges.isCurrent(key, entry.stamp);
    return counts ? entry : undefined;
  }

  /** @returns whether all were kept */
  async set(...entries: readonly KeyedEntry[]): Promise<boolean> {
    const { store, codec, now, tell } = this.#options;
    const stored = await Promise.all(
      entries.map(async ({ key, entry }) => ({
        id: key.id,
        bytes: await codec.encode(key, entry),
        ttlMs: entry.expiresAt - now(),
      })),
    );
    const kept = await store.set(...stored);
    if (kept)
      for (const [index, { key }] of entries.entries())
        tell({ type: 'stored', level: 'shared', class: key.class, bytes: stored[index]?.bytes.length ?? 0 });
    return kept;
  }
}
