import { redisUrl } from '../settings/builders.ts';
import { redisSettings } from './redis.ts';
import { defineStore } from './store.ts';

/** Redis in the role of the queue (noeviction, append-only file). Without it BullMQ keeps its jobs in PostgreSQL. */
export const queueStore = defineStore({
  name: 'redis-queue',
  port: 6379,
  settings: {
    ...redisSettings,
    QUEUE_REDIS_URL: redisUrl({
      description:
        'the Redis that BullMQ uses, or the sentinels that know it (redis-sentinel://:password@host:port,host:port#master); jobs are kept in PostgreSQL when it is not set',
      secret: true,
      optional: true,
    }),
  },
});
