import type { Redis } from 'ioredis';
import { Failover, type FailoverOptions } from '../fallback/failover.ts';
import { openRedis } from './open-redis.ts';

export interface LimiterStoreOptions extends FailoverOptions {
  /** Hears of broken connections, which are repaired in the background. */
  readonly onError: (error: Error) => void;
}

/** A connection to the Redis that limits are counted in, with what decides whether it is asked. */
export interface LimiterStore {
  readonly redis: Redis;
  readonly failover: Failover;
  /** Disconnects. Counts stay until they expire. */
  close(): void;
}

/** Opens the store. It opens without Redis too, after two seconds, and uses Redis once that is there. */
export const openLimiterStore = async (url: string, options: LimiterStoreOptions): Promise<LimiterStore> => {
  const redis = await openRedis(url, options.onError);
  return { redis, failover: new Failover(options), close: () => redis.disconnect() };
};
