import { cacheMetrics } from '@octollm/catalogue';
import { redisExporter } from '../../../exporters/index.ts';
import { panelWindow, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const redis = redisExporter.metrics;
const hitRate = (by: 'class' | 'level') => {
  const cut = { kind: 'piece', text: by } as const;
  const hits = promql`sum by (${cut}) (rate(${cacheMetrics.hits}{${scope}}[${panelWindow}]))`;
  const misses = promql`sum by (${cut}) (rate(${cacheMetrics.misses}{${scope}}[${panelWindow}]))`;
  return promql`(${hits} or 0 * ${misses}) / ((${hits} or 0 * ${misses}) + (${misses} or 0 * ${hits}))`;
};

/** What did not have to be computed again. */
export const cacheRow: Row = {
  title: 'Cache',
  panels: [
    graph({
      title: 'Found, by what is cached',
      description: 'Below 60 % is an alert.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.7, critical: 0.6 },
      runbook: 'cache-performance',
      query: hitRate('class'),
      legend: '{{class}}',
    }),
    graph({
      title: 'Found, by where',
      description: 'In the process, or in the store that all share.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      runbook: 'cache-performance',
      query: hitRate('level'),
      legend: '{{level}}',
    }),
    lines({
      title: 'Size in the processes',
      description: 'What the entries take, and what they may take.',
      unit: 'bytes',
      runbook: 'cache-performance',
      lines: [
        { query: promql`sum(${cacheMetrics.bytes}{${scope}})`, legend: 'in use' },
        { query: promql`sum(${cacheMetrics.maxBytes}{${scope}})`, legend: 'at most' },
      ],
    }),
    lines({
      title: 'Made room',
      description: 'Entries of the processes and keys of Redis that had to go, a second.',
      unit: 'ops',
      runbook: 'cache-performance',
      lines: [
        { query: perSecond(cacheMetrics.evictions, { scope }), legend: 'processes' },
        { query: perSecond(redis.evicted, { scope }), legend: 'Redis' },
      ],
    }),
  ],
};
