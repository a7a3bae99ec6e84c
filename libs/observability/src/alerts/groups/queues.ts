import { queueMetrics, taskMetrics } from '@octollm/catalogue';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.queues;
const queue = 'tasks';

export const queues: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  const quarter = pace(minutes(15));
  return [
    {
      name: 'QueueBacklog',
      severity: 'warning',
      service: '{{ $labels.queue }}',
      // All replicas say the same of the whole queue.
      expr: promql`max by (namespace, queue) (${queueMetrics.jobs}{state="waiting"}) > ${limit.waiting}`,
      for: pace(minutes(10)),
      summary: 'The queue {{ $labels.queue }} in {{ $labels.namespace }} is long',
      description: '{{ $value }} jobs wait.',
      runbook: 'queue-backlog',
      samples: [
        sample(queueMetrics.jobs, { queue, state: 'waiting', instance: 'a' }, { control: 800, fault: 2_000 }),
        sample(queueMetrics.jobs, { queue, state: 'waiting', instance: 'b' }, { control: 800, fault: 2_000 }),
      ],
    },
    {
      name: 'QueueStalled',
      severity: 'critical',
      service: '{{ $labels.queue }}',
      expr: promql`max by (namespace, queue) (${queueMetrics.oldest}) > ${limit.oldest}`,
      for: pace(minutes(5)),
      summary: 'Jobs of the queue {{ $labels.queue }} in {{ $labels.namespace }} are not begun',
      description: 'The oldest has been waiting for {{ $value | humanizeDuration }}; new work is refused.',
      runbook: 'queue-backlog',
      samples: [sample(queueMetrics.oldest, { queue }, { control: 20, fault: 120 })],
    },
    {
      name: 'QueueJobsFailing',
      severity: 'warning',
      service: '{{ $labels.queue }}',
      expr: promql`sum by (namespace, queue) (rate(${queueMetrics.processed}{outcome="failed"}[${window}])) / sum by (namespace, queue) (rate(${queueMetrics.processed}[${window}])) > ${limit.failureShare}`,
      for: pace(minutes(5)),
      summary: 'Jobs of the queue {{ $labels.queue }} fail in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of them do.',
      runbook: 'dead-letters',
      samples: [
        sample(queueMetrics.processed, { queue, outcome: 'completed' }, { control: 90, fault: 60 }),
        sample(queueMetrics.processed, { queue, outcome: 'failed' }, { control: 10, fault: 40 }),
      ],
    },
    {
      name: 'DeadLettersGrowing',
      severity: 'warning',
      service: '{{ $labels.queue }}',
      expr: promql`sum by (namespace, queue) (increase(${queueMetrics.deadLetters}[${quarter}])) > ${limit.deadLetters}`,
      for: pace(minutes(1)),
      summary: 'Jobs of the queue {{ $labels.queue }} in {{ $labels.namespace }} are given up',
      description: '{{ $value | humanize }} were within a quarter of an hour.',
      runbook: 'dead-letters',
      samples: [sample(queueMetrics.deadLetters, { queue }, { control: 0.2, fault: 1 })],
    },
    {
      name: 'TasksDeadLettered',
      severity: 'critical',
      service: 'orchestrator',
      expr: promql`sum by (namespace) (increase(${taskMetrics.deadLettered}[${quarter}])) > ${limit.deadLetters}`,
      for: pace(minutes(1)),
      summary: 'Tasks bring down the orchestrators of {{ $labels.namespace }}',
      description:
        '{{ $value | humanize }} tasks were ended because replicas were lost while they worked on them.',
      runbook: 'dead-letters',
      samples: [sample(taskMetrics.deadLettered, {}, { control: 0.2, fault: 1 })],
    },
    {
      name: 'WorkRefused',
      severity: 'warning',
      service: 'orchestrator',
      expr: promql`sum by (namespace, reason) (rate(${taskMetrics.refused}[${window}])) > ${limit.refusedPerSecond}`,
      for: pace(minutes(5)),
      summary: 'New work is refused in {{ $labels.namespace }}',
      description: '{{ $value | humanize }} requests a second are, because of {{ $labels.reason }}.',
      runbook: 'queue-backlog',
      samples: [sample(taskMetrics.refused, { reason: 'age' }, { control: 3, fault: 12 })],
    },
    {
      name: 'TasksRecovered',
      severity: 'info',
      service: 'orchestrator',
      expr: promql`sum by (namespace) (increase(${taskMetrics.recovered}[${quarter}])) > ${limit.recovered}`,
      for: pace(minutes(1)),
      summary: 'Orchestrators in {{ $labels.namespace }} lose their tasks to each other',
      description: '{{ $value | humanize }} leases ran out within a quarter of an hour.',
      runbook: 'task-throughput',
      samples: [sample(taskMetrics.recovered, {}, { control: 0.5, fault: 2 })],
    },
  ];
};
