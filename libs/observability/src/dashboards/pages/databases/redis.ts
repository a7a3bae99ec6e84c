import { redisExporter } from '../../../exporters/index.ts';
import { panelWindow, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const redis = redisExporter.metrics;

/** Redis, in both of its roles. */
export const redisRow: Row = {
  title: 'Redis',
  panels: [
    lines({
      title: 'Memory',
      description: 'In use, and at most: a queue that is full refuses work.',
      unit: 'bytes',
      runbook: 'redis-unavailable',
      lines: [
        {
          query: promql`sum by (instance) (${redis.memoryUsed}{${scope}})`,
          legend: '{{instance}}',
        },
        {
          query: promql`sum by (instance) (${redis.memoryMax}{${scope}})`,
          legend: '{{instance}} at most',
        },
      ],
    }),
    graph({
      title: 'Connections of clients',
      description: 'By Redis.',
      unit: 'short',
      runbook: 'redis-unavailable',
      query: promql`sum by (instance) (${redis.clients}{${scope}})`,
      legend: '{{instance}}',
    }),
    graph({
      title: 'Commands',
      description: 'The ten most frequent, a second.',
      unit: 'ops',
      query: promql`topk(10, ${perSecond(redis.commands, { scope, by: ['cmd'] })})`,
      legend: '{{cmd}}',
    }),
    graph({
      title: 'Keys found',
      description: 'Of those that were looked up.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      runbook: 'cache-performance',
      query: promql`sum by (instance) (rate(${redis.hits}{${scope}}[${panelWindow}])) / (sum by (instance) (rate(${redis.hits}{${scope}}[${panelWindow}])) + sum by (instance) (rate(${redis.misses}{${scope}}[${panelWindow}])))`,
      legend: '{{instance}}',
    }),
  ],
};
