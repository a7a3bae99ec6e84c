import { counter, gauge } from './metric.ts';

/** What services with a cache export of it. `class` is what is cached, `level` is process or shared. */
export const cacheMetrics = {
  hits: counter({
    name: 'cache_hits_total',
    help: 'Entries that were looked for and found',
    labels: ['class', 'level'],
  }),
  misses: counter({
    name: 'cache_misses_total',
    help: 'Entries that were looked for and not found',
    labels: ['class', 'level'],
  }),
  evictions: counter({
    name: 'cache_evictions_total',
    help: 'Entries of the process that had to make room',
    labels: ['class'],
  }),
  bytes: gauge({ name: 'cache_size_bytes', help: 'What the entries of the process take' }),
  maxBytes: gauge({ name: 'cache_max_size_bytes', help: 'What the entries of the process may take' }),
} as const;
