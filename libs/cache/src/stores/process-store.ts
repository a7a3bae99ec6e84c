import { LRUCache } from 'lru-cache';
import type { CacheStore, PurgeScope, StoredEntry } from './cache-store.ts';
import { idMatcher } from './purge-pattern.ts';

export interface ProcessStoreOptions {
  /** How much memory all entries may take, in bytes. The least recently used go first. */
  readonly maxBytes: number;
  /** How large one may be, in bytes. @default a sixteenth of all */
  readonly maxEntryBytes?: number;
  /** Hears of an entry that had to make room. */
  readonly onEviction?: (id: string, bytes: number) => void;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** What an entry takes beside its bytes: the id, the buffer's object, the slots of the map and of its lists. */
const overhead = 256;

const sizeOf = (bytes: Buffer, id: string): number => bytes.length + id.length + overhead;

/** Keeps entries in the memory of this process. */
export class ProcessStore implements CacheStore {
  readonly #entries: LRUCache<string, Buffer>;
  readonly #maxEntryBytes: number;

  constructor({ maxBytes, maxEntryBytes, onEviction, now = () => performance.now() }: ProcessStoreOptions) {
    this.#maxEntryBytes = maxEntryBytes ?? Math.ceil(maxBytes / 16);
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: sizeOf,
      // Time is asked on each access, so that none outlives its end.
      ttlResolution: 0,
      perf: { now },
      dispose: (bytes, id, reason) => {
        if (reason === 'evict') onEviction?.(id, bytes.length);
      },
    });
  }

  /** How many entries there are. Those that have ended count until they are asked for or make room. */
  get entries(): number {
    return this.#entries.size;
  }

  /** What they take, in bytes. */
  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  async get(id: string): Promise<Buffer | undefined> {
    return this.#entries.get(id);
  }

  async getMany(ids: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
    return ids.map((id) => this.#entries.get(id));
  }

  async set(...entries: readonly StoredEntry[]): Promise<boolean> {
    let kept = true;
    for (const { id, bytes, ttlMs } of entries)
      if (ttlMs > 0 && sizeOf(bytes, id) <= this.#maxEntryBytes)
        this.#entries.set(id, bytes, { ttl: Math.ceil(ttlMs) });
      else {
        this.#entries.delete(id);
        kept = false;
      }
    return kept;
  }

  async delete(id: string): Promise<void> {
    this.#entries.delete(id);
  }

  async purge(scope: PurgeScope): Promise<void> {
    const matches = idMatcher(scope);
    // A copy: the list of keys is linked through what is deleted.
    const ids = [...this.#entries.keys()];
    for (const id of ids) if (matches(id)) this.#entries.delete(id);
  }
}
