import { armCallMetrics, limitMetrics, memoryMetrics, toolMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { perSecond, quantile } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What tasks call. */
export const armsAndToolsRow: Row = {
  title: 'Arms and tools',
  panels: [
    graph({
      title: 'Time of a call',
      description: 'P95, by arm.',
      unit: 's',
      runbook: 'arm-failure',
      query: quantile(0.95, armCallMetrics.armCallDuration, { scope, by: ['arm'] }),
      legend: '{{arm}}',
    }),
    graph({
      title: 'Circuit breakers',
      description: '0 closed, 1 half open, 2 open, by arm.',
      unit: 'none',
      bounds: { min: 0, max: 2 },
      thresholds: { warning: 1, critical: 2 },
      runbook: 'arm-failure',
      query: promql`max by (arm) (${armCallMetrics.breakerState}{${scope}})`,
      legend: '{{arm}}',
    }),
    graph({
      title: 'Tools',
      description: 'Calls a second, by tool and outcome.',
      unit: 'ops',
      query: perSecond(toolMetrics.toolCalls, { scope, by: ['tool', 'outcome'] }),
      legend: '{{tool}} {{outcome}}',
    }),
    graph({
      title: 'Time of a tool',
      description: 'P95, by tool.',
      unit: 's',
      runbook: 'high-latency',
      query: quantile(0.95, toolMetrics.toolDuration, { scope, by: ['tool'] }),
      legend: '{{tool}}',
    }),
    graph({
      title: 'Memory',
      description: 'What memory was asked or given, a second.',
      unit: 'ops',
      query: perSecond(memoryMetrics.operations, { scope, by: ['operation', 'outcome'] }),
      legend: '{{operation}} {{outcome}}',
    }),
    graph({
      title: 'Limits decided alone',
      description: 'Replicas that cannot ask the cache store and count their limits by themselves.',
      unit: 'short',
      thresholds: { warning: 1, critical: 3 },
      runbook: 'redis-unavailable',
      query: promql`sum by (job) (${limitMetrics.decidedLocally}{${scope}})`,
      legend: '{{job}}',
    }),
  ],
};
