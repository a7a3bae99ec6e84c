import type { CacheClass } from '../keys/cache-class.ts';

/** `process` is level 1, `shared` level 2. */
export type CacheLevel = 'process' | 'shared';

interface OfClass {
  readonly class: CacheClass;
}

/** What happens in a cache, for metrics. */
export type CacheEvent =
  | ({ readonly type: 'hit' | 'miss'; readonly level: CacheLevel } & OfClass)
  /** Bytes as the level keeps them: compressed in level 2. */
  | ({ readonly type: 'stored'; readonly level: CacheLevel; readonly bytes: number } & OfClass)
  /** An entry of level 1 had to make room. Redis counts its own (`evicted_keys`). */
  | ({ readonly type: 'evicted'; readonly bytes: number } & OfClass)
  /** A missing value was computed here, or awaited from another replica that computed it meanwhile. */
  | ({ readonly type: 'computed' | 'awaited' } & OfClass)
  /** A computed value holds personal data and is not cached. */
  | ({ readonly type: 'refused' } & OfClass);

/** It must not throw. */
export type CacheEventListener = (event: CacheEvent) => void;
