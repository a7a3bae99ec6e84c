import { deployed, httpMetrics, processMetrics } from '@octollm/catalogue';
import { targetMetrics } from '../../exporters/index.ts';
import { days, literal, minutes, oneOf, promql, type Query } from '../../promql/index.ts';
import type { AlertGroup, AlertSpec, Installation } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const { up } = targetMetrics;
const { errorShare, uptimeShare, restarts } = thresholds.availability;
const names = deployed.map(({ name }) => name);
const ours = oneOf(names);
const job = 'orchestrator';

/** A target that vanished has no `up` that could be 0, so its absence is asked for, in every environment. */
const absentIn = (service: string, { environments }: Installation): Query =>
  environments
    .map(({ namespace }) => promql`absent(${up}{job=${literal(service)}, namespace=${literal(namespace)}})`)
    .reduce((all, one) => promql`${all} or ${one}`);

const missing = (service: string, installation: Installation): AlertSpec => ({
  name: 'ServiceMissing',
  severity: 'critical',
  service,
  expr: absentIn(service, installation),
  for: installation.pace(minutes(1)),
  summary: `No ${service} is known in {{ $labels.namespace }}`,
  description: `Prometheus finds no target of ${service} in {{ $labels.namespace }} any more: it was deleted, scaled to nothing, or is no longer selected.`,
  runbook: 'service-unavailable',
  samples: [sample(up, { job: service }, { control: 1, fault: 'gone' })],
});

export const availability: AlertGroup = (installation) => {
  const { pace } = installation;
  const window = pace(minutes(5));
  return [
    {
      name: 'ServiceDown',
      severity: 'critical',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (${up}{job=~${ours}}) == 0`,
      for: pace(minutes(1)),
      summary: '{{ $labels.job }} is down in {{ $labels.namespace }}',
      description: 'No replica of {{ $labels.job }} has answered for a minute.',
      runbook: 'service-unavailable',
      samples: [
        sample(up, { job, instance: 'a' }, { control: 1, fault: 0 }),
        sample(up, { job, instance: 'b' }, { control: 0, fault: 0 }),
      ],
    },
    ...names.map((name) => missing(name, installation)),
    {
      name: 'ReplicaDown',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`count by (namespace, job) (${up}{job=~${ours}} == 0)`,
      for: pace(minutes(5)),
      summary: '{{ $value }} replicas of {{ $labels.job }} do not answer in {{ $labels.namespace }}',
      description: 'The others carry their load; with one more lost the service may not keep up.',
      runbook: 'service-unavailable',
      samples: [
        sample(up, { job, instance: 'a' }, { control: 1, fault: 0 }),
        sample(up, { job, instance: 'b' }, { control: 1, fault: 1 }),
      ],
    },
    {
      name: 'HighErrorRate',
      severity: 'critical',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (rate(${httpMetrics.requests}{status=~"5.."}[${window}])) / sum by (namespace, job) (rate(${httpMetrics.requests}[${window}])) > ${errorShare}`,
      for: pace(minutes(5)),
      summary: '{{ $labels.job }} fails in {{ $labels.namespace }}',
      description: '{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} end with 5xx.',
      runbook: 'high-error-rate',
      samples: [
        sample(httpMetrics.requests, { job, route: '/tasks', status: '200' }, { control: 97, fault: 92 }),
        sample(httpMetrics.requests, { job, route: '/tasks', status: '500' }, { control: 2, fault: 6 }),
        sample(httpMetrics.requests, { job, route: '/arms', status: '503' }, { control: 1, fault: 2 }),
      ],
    },
    {
      name: 'LowUptime',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`avg by (namespace, job) (avg_over_time(${up}{job=~${ours}}[${pace(days(1))}])) < ${uptimeShare}`,
      for: pace(minutes(5)),
      summary: '{{ $labels.job }} was up too little in {{ $labels.namespace }}',
      description: 'Its replicas answered {{ $value | humanizePercentage }} of the scrapes of a day.',
      runbook: 'service-unavailable',
      samples: [
        sample(up, { job, instance: 'a' }, { control: 1, fault: 0 }),
        sample(up, { job, instance: 'b' }, { control: 1, fault: 1 }),
      ],
    },
    {
      name: 'ServiceRestarting',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (changes(${processMetrics.startTime}{job=~${ours}}[${pace(minutes(15))}])) > ${restarts}`,
      for: pace(minutes(2)),
      summary: '{{ $labels.job }} starts again and again in {{ $labels.namespace }}',
      description: 'Its processes began anew {{ $value }} times within a quarter of an hour.',
      runbook: 'workload-unhealthy',
      // A time that keeps its distance to the clock is one that changes with every scrape.
      samples: [sample(processMetrics.startTime, { job }, { control: 1_000, fault: { ageSeconds: 5 } })],
    },
  ];
};
