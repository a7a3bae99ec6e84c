import { url } from '../settings/builders.ts';
import { redisSettings } from './redis.ts';
import { defineStore } from './store.ts';

/**
 * Redis in the role of the cache (evicts the least recently used, writes nothing to disk): limits that hold over all
 * replicas. Without it every process counts for itself. What it holds may be lost at any moment.
 */
export const cacheStore = defineStore({
  name: 'redis-cache',
  port: 6379,
  settings: {
    ...redisSettings,
    CACHE_REDIS_URL: url(
      'redis',
      'rediss',
    )({
      description:
        'the Redis that counts limits over all replicas; each process counts for itself when it is not set',
      secret: true,
      optional: true,
    }),
  },
});
