import { Failover, type FailoverOptions, openRedis } from '@octollm/resilience';
import { RedisComputeLocks } from '../flight/redis-compute-locks.ts';
import type { SharedLevel } from '../levels/shared-level.ts';
import { RedisPopularity } from '../popularity/redis-popularity.ts';
import { RedisPurgeRecord } from '../purge/redis-purge-record.ts';
import { RedisVectors } from '../semantic/redis-vectors.ts';
import { RedisStore } from '../stores/redis-store.ts';

export interface SharedLevelOptions extends FailoverOptions {
  /** Hears of broken connections, which are repaired in the background. */
  readonly onError: (error: Error) => void;
  /** How long Redis may take to answer, in milliseconds. @default 250 */
  readonly answerWithinMs?: number;
  /** How large an entry may be, in bytes, as it lies in Redis. @default 1 MiB */
  readonly maxEntryBytes?: number;
  /** How long a lock outlives the replica that held it, in milliseconds. @default 5,000 */
  readonly leaseMs?: number;
  /** Before all keys. Caches with the same one are one. @default octollm:cache */
  readonly namespace?: string;
}

/**
 * Opens level 2 on one connection. It opens without Redis too, after two seconds, and uses Redis once that is there. While
 * Redis does not answer it is asked once a second, and what is asked in between costs nothing. One Redis, not a cluster:
 * a value and its lock must lie on one node.
 */
export const openSharedLevel = async (url: string, options: SharedLevelOptions): Promise<SharedLevel> => {
  const { onError, maxEntryBytes = 1_024 * 1_024, leaseMs, namespace = 'octollm:cache' } = options;
  const redis = await openRedis(url, onError);
  const failover = new Failover({ ...options, answerWithinMs: options.answerWithinMs ?? 250 });
  const [valuePrefix, lockPrefix] = [`${namespace}:value:`, `${namespace}:lock:`];
  const popularity = new RedisPopularity(redis, { failover, prefix: `${namespace}:hits:` });
  return {
    store: new RedisStore(redis, { failover, prefix: valuePrefix, maxEntryBytes }),
    purges: new RedisPurgeRecord(redis, failover, `${namespace}:purges`),
    locks: new RedisComputeLocks(redis, { failover, valuePrefix, lockPrefix, leaseMs }),
    popularity,
    // Under the same prefix as values, so that a purge takes them too.
    vectors: new RedisVectors(redis, failover, valuePrefix),
    close: async () => {
      await popularity.flush();
      redis.disconnect();
    },
  };
};
