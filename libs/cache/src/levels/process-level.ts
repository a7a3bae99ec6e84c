import { type CacheKey, cacheKeyOfId } from '../keys/cache-key.ts';
import type { Purges } from '../purge/purges.ts';
import type { PurgeScope } from '../stores/cache-store.ts';
import { ProcessStore } from '../stores/process-store.ts';
import { type Entry, packRaw, unpackRaw } from '../values/entry.ts';
import type { CacheEventListener } from './cache-event.ts';

/** An entry with its key. */
export interface KeyedEntry {
  readonly key: CacheKey;
  readonly entry: Entry;
}

export interface ProcessLevelOptions {
  readonly maxBytes: number;
  readonly maxEntryBytes?: number;
  readonly purges: Purges;
  readonly tell: CacheEventListener;
  readonly now: () => number;
}

/** Level 1: entries in the memory of this process, as they are, without what was purged in any replica. */
export class ProcessLevel {
  readonly #store: ProcessStore;
  readonly #options: ProcessLevelOptions;

  constructor(options: ProcessLevelOptions) {
    const { maxBytes, maxEntryBytes, tell, now } = options;
    this.#options = options;
    this.#store = new ProcessStore({
      maxBytes,
      maxEntryBytes,
      now,
      onEviction: (id, bytes) => {
        const key = cacheKeyOfId(id);
        if (key !== undefined) tell({ type: 'evicted', class: key.class, bytes });
      },
    });
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#store.entries, bytes: this.#store.bytes };
  }

  async get(key: CacheKey): Promise<Entry | undefined> {
    const { purges } = this.#options;
    const check = purges.refresh();
    if (check !== undefined) await check;
    const bytes = await this.#store.get(key.id);
    if (bytes === undefined) return undefined;
    const entry = unpackRaw(bytes);
    if (entry !== undefined && purges.isCurrent(key, entry.stamp)) return entry;
    await this.#store.delete(key.id);
    return undefined;
  }

  async set(...entries: readonly KeyedEntry[]): Promise<void> {
    const { tell, now } = this.#options;
    for (const { key, entry } of entries) {
      const bytes = packRaw(entry);
      const kept = await this.#store.set({ id: key.id, bytes, ttlMs: entry.expiresAt - now() });
      if (kept) tell({ type: 'stored', level: 'process', class: key.class, bytes: bytes.length });
    }
  }

  delete(key: CacheKey): Promise<void> {
    return this.#store.delete(key.id);
  }

  purge(scope: PurgeScope): Promise<void> {
    return this.#store.purge(scope);
  }
}
