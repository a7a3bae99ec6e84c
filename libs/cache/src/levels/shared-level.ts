import type { ComputeLocks } from '../flight/compute-locks.ts';
import type { Popularity } from '../popularity/popularity.ts';
import type { PurgeRecord } from '../purge/purge-record.ts';
import type { SharedVectors } from '../semantic/shared-vectors.ts';
import type { CacheStore } from '../stores/cache-store.ts';

/** Level 2: what all replicas share. */
export interface SharedLevel {
  readonly store: CacheStore;
  readonly purges: PurgeRecord;
  readonly locks: ComputeLocks;
  readonly popularity: Popularity;
  readonly vectors: SharedVectors;
  /** Tells Redis what is still to be told, and disconnects. */
  close(): Promise<void>;
}
