import { url } from '../settings/builders.ts';
import { redisSettings } from './redis.ts';
import { defineStore } from './store.ts';

/**
 * Redis in the role of the cache (evicts the least recently used, writes nothing to disk): limits that hold over all
 * replicas, and the list of tokens that were stopped early. Without it every process is by itself. What it holds may be lost at any moment.
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
        'the Redis that counts limits and lists stopped tokens for all replicas; each process does so for itself when it is not set',
      secret: true,
      optional: true,
    }),
  },
});
