import { cacheMetrics, limitMetrics } from '@octollm/catalogue';
import { redisExporter } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.cache;
const redis = redisExporter.metrics;
const entry = { class: 'chat_completion', level: 'process' } as const;

export const cache: AlertGroup = ({ pace }) => {
  const window = pace(minutes(15));
  const hits = promql`sum by (namespace, class) (rate(${cacheMetrics.hits}[${window}]))`;
  const misses = promql`sum by (namespace, class) (rate(${cacheMetrics.misses}[${window}]))`;
  return [
    {
      name: 'CacheHitRateLow',
      severity: 'info',
      service: 'reflex-gateway',
      // A class that is hardly asked for has no rate worth telling.
      expr: promql`${hits} / (${hits} + ${misses}) < ${limit.hitShare} and (${hits} + ${misses}) > ${limit.lookupsPerSecond}`,
      for: pace(minutes(15)),
      summary: 'The cache of {{ $labels.class }} finds little in {{ $labels.namespace }}',
      description:
        'It had {{ $value | humanizePercentage }} of what was looked for; the rest is paid for again.',
      runbook: 'cache-performance',
      samples: [
        sample(cacheMetrics.hits, entry, { control: 80, fault: 40 }),
        sample(cacheMetrics.misses, entry, { control: 20, fault: 60 }),
        sample(cacheMetrics.hits, { ...entry, level: 'shared' }, { control: 0, fault: 0 }),
        sample(cacheMetrics.misses, { ...entry, level: 'shared' }, { control: 5, fault: 5 }),
      ],
    },
    {
      name: 'RedisDown',
      severity: 'critical',
      service: 'redis',
      expr: promql`max by (namespace, instance) (${redis.up}) == 0`,
      for: pace(minutes(1)),
      summary: 'The Redis {{ $labels.instance }} does not answer in {{ $labels.namespace }}',
      description:
        'Without the queue no new task starts until PostgreSQL wakes it; without the cache each process limits by itself.',
      runbook: 'redis-unavailable',
      samples: [sample(redis.up, { instance: 'redis-queue' }, { control: 1, fault: 0 })],
    },
    {
      name: 'RedisMemoryHigh',
      severity: 'warning',
      service: 'redis',
      expr: promql`max by (namespace, instance) (${redis.memoryUsed} / (${redis.memoryMax} > 0)) > ${limit.memoryShare}`,
      for: pace(minutes(10)),
      summary: 'The Redis {{ $labels.instance }} in {{ $labels.namespace }} is nearly full',
      description:
        'It uses {{ $value | humanizePercentage }} of maxmemory. The queue evicts nothing: it refuses writes then.',
      runbook: 'redis-unavailable',
      samples: [
        sample(redis.memoryUsed, { instance: 'redis-queue' }, { control: 50, fault: 95 }),
        sample(redis.memoryMax, { instance: 'redis-queue' }, { control: 100, fault: 100 }),
      ],
    },
    {
      name: 'RedisRefusesConnections',
      severity: 'warning',
      service: 'redis',
      expr: promql`sum by (namespace, instance) (increase(${redis.rejected}[${pace(minutes(5))}])) > 0`,
      for: pace(minutes(10)),
      summary: 'The Redis {{ $labels.instance }} in {{ $labels.namespace }} refuses clients',
      description: 'It refused {{ $value | humanize }} within five minutes: maxclients is reached.',
      runbook: 'redis-unavailable',
      samples: [sample(redis.rejected, { instance: 'redis-queue' }, { control: 0, fault: 5 })],
    },
    {
      name: 'QueueKeysEvicted',
      severity: 'critical',
      service: 'redis',
      expr: promql`sum by (namespace, instance) (increase(${redis.evicted}{job="redis-queue"}[${pace(minutes(15))}])) > 0`,
      for: pace(minutes(1)),
      summary: 'The Redis of the queue drops jobs in {{ $labels.namespace }}',
      description:
        '{{ $labels.instance }} evicted {{ $value | humanize }} keys: its policy must be noeviction. PostgreSQL still has the tasks and wakes them again.',
      runbook: 'redis-unavailable',
      everyFaultCounts: true,
      samples: [
        sample(redis.evicted, { job: 'redis-queue', instance: 'a' }, { control: 0, fault: 5 }),
        sample(redis.evicted, { job: 'redis-cache', instance: 'b' }, { control: 50, fault: 50 }),
      ],
    },
    {
      name: 'LimitsDecidedLocally',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`max by (namespace, job) (${limitMetrics.decidedLocally}) == 1`,
      for: pace(minutes(2)),
      summary: '{{ $labels.job }} in {{ $labels.namespace }} limits without the cache store',
      description:
        'Each replica counts for itself: together they let through as many times more as there are replicas.',
      runbook: 'redis-unavailable',
      samples: [sample(limitMetrics.decidedLocally, { job: 'reflex-gateway' }, { control: 0, fault: 1 })],
    },
  ];
};
