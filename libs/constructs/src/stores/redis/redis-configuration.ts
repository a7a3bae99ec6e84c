import { quantityIn, type Resources } from '@octollm/catalogue';

/** How the cache forgets when it is full: the keys used least recently, or least often among those that expire. */
export type CacheEviction = 'allkeys-lru' | 'volatile-lfu';

/**
 * The share of its memory limit that the data of a Redis may take. The rest is for buffers of clients and replicas and,
 * where it writes to disk, for pages that change while a copy of the process writes them.
 */
const share = { queue: 0.6, cache: 0.75 } as const;

const maxMemory = ({ memory }: Resources, part: number): string =>
  `maxmemory ${Math.floor((quantityIn(memory.limit) ?? 0) * part)}`;

const common = ['protected-mode no', 'port 6379', 'tcp-keepalive 60', 'dir /data'];

/**
 * The configuration of the queue: it evicts nothing, for a job that is evicted is lost, and writes every job to disk
 * within a second. With replicas it takes no writes while none of them follows, so that a master that is cut off
 * collects no jobs that nobody will ever see.
 */
export const queueConfiguration = (resources: Resources, replicated: boolean): string =>
  [
    ...common,
    maxMemory(resources, share.queue),
    'maxmemory-policy noeviction',
    'appendonly yes',
    'appendfsync everysec',
    'save 900 1',
    ...(replicated ? ['min-replicas-to-write 1', 'min-replicas-max-lag 10', 'repl-diskless-sync yes'] : []),
    '',
  ].join('\n');

/** The configuration of the cache: it forgets rather than refuses, and writes nothing to disk. */
export const cacheConfiguration = (resources: Resources, eviction: CacheEviction): string =>
  [
    ...common,
    maxMemory(resources, share.cache),
    `maxmemory-policy ${eviction}`,
    'appendonly no',
    'save ""',
    '',
  ].join('\n');
