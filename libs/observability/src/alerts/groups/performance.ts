import { deployed, httpMetrics, processMetrics, taskMetrics } from '@octollm/catalogue';
import { bucketsOf, minutes, oneOf, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { observations, sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.performance;
const ours = oneOf(deployed.map(({ name }) => name));
/** Streams and waits last as long as the work that they wait for. */
const answersAtOnce = promql`${bucketsOf(httpMetrics.duration)}{job="orchestrator", method="GET", route!~".*/events"}`;

export const performance: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'TaskLatencyHigh',
      severity: 'warning',
      service: 'orchestrator',
      expr: promql`histogram_quantile(0.95, sum by (namespace, le) (rate(${bucketsOf(taskMetrics.duration)}[${window}]))) > ${limit.taskP95}`,
      for: pace(minutes(10)),
      summary: 'Tasks take long in {{ $labels.namespace }}',
      description: 'One task in twenty takes {{ $value | humanizeDuration }} or longer.',
      runbook: 'high-latency',
      samples: [
        ...observations(taskMetrics.duration, { status: 'succeeded' }, { control: 20, fault: 50 }),
        ...observations(taskMetrics.duration, { status: 'failed' }, { control: 20, fault: 50 }),
      ],
    },
    {
      name: 'RequestLatencyHigh',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`histogram_quantile(0.95, sum by (namespace, job, le) (rate(${answersAtOnce}[${window}]))) > ${limit.requestP95}`,
      for: pace(minutes(10)),
      summary: '{{ $labels.job }} answers slowly in {{ $labels.namespace }}',
      description: 'One read in twenty takes {{ $value | humanizeDuration }} or longer.',
      runbook: 'high-latency',
      samples: observations(
        httpMetrics.duration,
        { job: 'orchestrator', method: 'GET', route: '/tasks', status: '200' },
        { control: 0.9, fault: 2 },
      ),
    },
    {
      name: 'ThroughputLow',
      severity: 'warning',
      service: 'orchestrator',
      // A quiet night has a low throughput too: it only counts while tasks wait.
      expr: promql`sum by (namespace) (rate(${taskMetrics.completed}[${window}])) * 60 < ${limit.tasksPerMinute} and max by (namespace) (${taskMetrics.queueAge}) > ${limit.waitingAge}`,
      for: pace(minutes(5)),
      summary: 'Few tasks end in {{ $labels.namespace }} while others wait',
      description: '{{ $value | humanize }} tasks end in a minute.',
      runbook: 'task-throughput',
      samples: [
        sample(taskMetrics.completed, { status: 'succeeded' }, { control: 20, fault: 4 }),
        sample(taskMetrics.queueAge, {}, { control: 40, fault: 50 }),
      ],
    },
    {
      name: 'TaskTimeouts',
      severity: 'warning',
      service: 'orchestrator',
      expr: promql`sum by (namespace) (rate(${taskMetrics.completed}{status="timed_out"}[${window}])) / sum by (namespace) (rate(${taskMetrics.completed}[${window}])) > ${limit.timeoutShare}`,
      for: pace(minutes(5)),
      summary: 'Tasks run out of time in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of the tasks that end do.',
      runbook: 'task-throughput',
      samples: [
        sample(taskMetrics.completed, { status: 'succeeded' }, { control: 95, fault: 80 }),
        sample(taskMetrics.completed, { status: 'timed_out' }, { control: 5, fault: 20 }),
      ],
    },
    {
      name: 'EventLoopLag',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`max by (namespace, job) (${processMetrics.eventLoopLagP99}{job=~${ours}}) > ${limit.eventLoopLag}`,
      for: pace(minutes(5)),
      summary: '{{ $labels.job }} computes without a break in {{ $labels.namespace }}',
      description:
        'One timer in a hundred comes {{ $value | humanizeDuration }} late; every request waits as long.',
      runbook: 'high-latency',
      samples: [sample(processMetrics.eventLoopLagP99, { job: 'planner-arm' }, { control: 0.1, fault: 0.4 })],
    },
  ];
};
