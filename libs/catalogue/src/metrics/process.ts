import { counter, gauge, histogram } from './metric.ts';

/**
 * What prom-client collects of the process of every service by itself. The service kit makes no instruments for these;
 * they are here so that alerts and dashboards can name them.
 */
export const processMetrics = {
  cpu: counter({ name: 'process_cpu_seconds_total', help: 'CPU time of the process' }),
  residentMemory: gauge({ name: 'process_resident_memory_bytes', help: 'Memory that the process holds' }),
  startTime: gauge({ name: 'process_start_time_seconds', help: 'When the process began, in Unix time' }),
  openFiles: gauge({ name: 'process_open_fds', help: 'File descriptors that are open' }),
  maxFiles: gauge({ name: 'process_max_fds', help: 'File descriptors that may be open' }),
  heapUsed: gauge({ name: 'nodejs_heap_size_used_bytes', help: 'Heap of V8 that is in use' }),
  heapTotal: gauge({ name: 'nodejs_heap_size_total_bytes', help: 'Heap of V8 that is reserved' }),
  externalMemory: gauge({ name: 'nodejs_external_memory_bytes', help: 'Memory outside of the heap of V8' }),
  eventLoopLag: gauge({
    name: 'nodejs_eventloop_lag_seconds',
    help: 'How late a callback came at the moment of the scrape',
  }),
  eventLoopLagP50: gauge({
    name: 'nodejs_eventloop_lag_p50_seconds',
    help: 'The median of how late timers came since the last scrape',
  }),
  eventLoopLagP99: gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: 'How late the latest hundredth of the timers came since the last scrape',
  }),
  garbageCollection: histogram({
    name: 'nodejs_gc_duration_seconds',
    help: 'Time that collecting garbage took',
    labels: ['kind'],
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
  }),
} as const;
