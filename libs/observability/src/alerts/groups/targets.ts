import { deployed } from '@octollm/catalogue';
import { targetMetrics } from '../../exporters/index.ts';
import { hours, minutes, oneOf, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const { up } = targetMetrics;
const ours = oneOf(deployed.map(({ name }) => name));

/** What is scraped besides the services, and how much it brings. */
export const targets: AlertGroup = ({ pace }) => [
  {
    name: 'ExporterDown',
    severity: 'warning',
    service: '{{ $labels.job }}',
    expr: promql`sum by (namespace, job) (${up}{job!~${ours}}) == 0`,
    for: pace(minutes(5)),
    summary: '{{ $labels.job }} does not answer in {{ $labels.namespace }}',
    description: 'What it watches is not watched: its alerts cannot fire.',
    runbook: 'monitoring-stack',
    samples: [sample(up, { job: 'postgres-exporter' }, { control: 1, fault: 0 })],
  },
  {
    name: 'TargetVanished',
    severity: 'warning',
    service: '{{ $labels.job }}',
    expr: promql`group by (namespace, job) (${up}{job!~${ours}} offset ${pace(hours(1))}) unless group by (namespace, job) (${up})`,
    for: pace(minutes(5)),
    summary: '{{ $labels.job }} is no longer scraped in {{ $labels.namespace }}',
    description: 'It was an hour ago. Nothing can be said of it, and its alerts cannot fire.',
    runbook: 'monitoring-stack',
    samples: [sample(up, { job: 'postgres-exporter' }, { control: 1, fault: 'gone' })],
    faultLasts: minutes(10),
  },
  {
    name: 'TooManySeries',
    severity: 'warning',
    service: '{{ $labels.job }}',
    expr: promql`max by (namespace, job) (${targetMetrics.samples}{job!~"kube-state-metrics|kubelet"}) > ${thresholds.platform.seriesPerTarget}`,
    for: pace(minutes(15)),
    summary: '{{ $labels.job }} exports too many series in {{ $labels.namespace }}',
    description: 'One replica exports {{ $value }}: a label takes too many values.',
    runbook: 'monitoring-stack',
    samples: [sample(targetMetrics.samples, { job: 'orchestrator' }, { control: 2_000, fault: 9_000 })],
  },
];
