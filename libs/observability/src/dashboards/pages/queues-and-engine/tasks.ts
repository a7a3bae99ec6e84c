import { taskMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond, share } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What is worked on. */
export const tasksRow: Row = {
  title: 'Tasks',
  panels: [
    lines({
      title: 'Accepted and ended',
      description: 'Tasks a second. Fewer than ten a minute is an alert.',
      unit: 'ops',
      runbook: 'task-throughput',
      lines: [
        { query: perSecond(taskMetrics.created, { scope }), legend: 'accepted' },
        { query: perSecond(taskMetrics.completed, { scope }), legend: 'ended' },
      ],
    }),
    lines({
      title: 'Worked on at the same time',
      description: 'Tasks that replicas hold, and how many they would take.',
      unit: 'short',
      lines: [
        { query: promql`sum(${taskMetrics.inProgress}{${scope}})`, legend: 'held' },
        { query: promql`sum(${taskMetrics.workersLimit}{${scope}})`, legend: 'at most' },
      ],
    }),
    graph({
      title: 'Steps that failed',
      description: 'The share of attempts, by arm.',
      unit: 'percentunit',
      bounds: { min: 0 },
      thresholds: { warning: 0.05, critical: 0.2 },
      runbook: 'arm-failure',
      query: share(
        perSecond(taskMetrics.steps, { scope, where: 'outcome="failed"', by: ['arm'] }),
        perSecond(taskMetrics.steps, { scope, by: ['arm'] }),
      ),
      legend: '{{arm}}',
    }),
    graph({
      title: 'Refused and mended',
      description: 'Work that was refused because too much waits, by reason.',
      unit: 'ops',
      rare: true,
      runbook: 'queue-backlog',
      query: perSecond(taskMetrics.refused, { scope, by: ['reason'] }),
      legend: '{{reason}}',
    }),
  ],
};
