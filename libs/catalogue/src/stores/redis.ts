import { url } from '../settings/builders.ts';

/** What every store on Redis is configured with: on a machine one variable may name one server for all roles. */
export const redisSettings = {
  REDIS_URL: url(
    'redis',
    'rediss',
  )({
    description:
      'one Redis for the queue and the cache, on a machine or in a test; it must evict nothing. Production refuses it: there the two roles are never shared',
    secret: true,
    optional: true,
    shorthandFor: ['QUEUE_REDIS_URL', 'CACHE_REDIS_URL'],
  }),
};
