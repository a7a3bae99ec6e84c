import type { Resources } from '@octollm/catalogue';
import { queueConfiguration } from './redis-configuration.ts';
import {
  checkRedis,
  checkSentinel,
  findMaster,
  handOver,
  startReplicated,
  startSentinel,
  startSingle,
} from './redis-scripts.ts';

/** The configuration and the scripts of the queue. */
export const queueFiles = (resources: Resources, replicated: boolean): Readonly<Record<string, string>> => ({
  'redis.conf': queueConfiguration(resources, replicated),
  'check-redis.sh': checkRedis,
  ...(replicated
    ? {
        'find-master.sh': findMaster,
        'start-redis.sh': startReplicated,
        'start-sentinel.sh': startSentinel,
        'check-sentinel.sh': checkSentinel,
        'hand-over.sh': handOver,
      }
    : { 'start-redis.sh': startSingle }),
});
