import { queueMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What waits. */
export const queuesRow: Row = {
  title: 'Queues',
  panels: [
    graph({
      title: 'Jobs',
      description: 'By queue and state, over all replicas.',
      unit: 'short',
      runbook: 'queue-backlog',
      query: promql`max by (queue, state) (${queueMetrics.jobs}{${scope}})`,
      legend: '{{queue}} {{state}}',
    }),
    graph({
      title: 'Longest wait',
      description: 'Of the job of a queue that waits longest.',
      unit: 's',
      thresholds: { warning: 60, critical: 300 },
      runbook: 'queue-backlog',
      query: promql`max by (queue) (${queueMetrics.oldest}{${scope}})`,
      legend: '{{queue}}',
    }),
    graph({
      title: 'Jobs that were worked on',
      description: 'A second, by queue and outcome.',
      unit: 'ops',
      query: perSecond(queueMetrics.processed, { scope, by: ['queue', 'outcome'] }),
      legend: '{{queue}} {{outcome}}',
    }),
    graph({
      title: 'Given up',
      description: 'Jobs and tasks that failed too often. Growth is an alert.',
      unit: 'ops',
      rare: true,
      runbook: 'dead-letters',
      query: perSecond(queueMetrics.deadLetters, { scope, by: ['queue'] }),
      legend: '{{queue}}',
    }),
  ],
};
