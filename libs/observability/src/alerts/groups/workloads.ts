import { buildMetrics } from '@octollm/catalogue';
import { kubeStateMetrics } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const kube = kubeStateMetrics.metrics;
const pod = { pod: 'coder-arm-1', container: 'coder-arm' } as const;

export const workloads: AlertGroup = ({ pace }) => [
  {
    name: 'PodCrashLooping',
    severity: 'critical',
    service: '{{ $labels.container }}',
    expr: promql`max by (namespace, pod, container) (${kube.waiting}{reason="CrashLoopBackOff"}) == 1`,
    for: pace(minutes(5)),
    summary: '{{ $labels.pod }} in {{ $labels.namespace }} does not come up',
    description: 'Its container {{ $labels.container }} ends as often as it is started.',
    runbook: 'workload-unhealthy',
    samples: [sample(kube.waiting, { ...pod, reason: 'CrashLoopBackOff' }, { control: 'gone', fault: 1 })],
  },
  {
    name: 'ImagePullFailing',
    severity: 'warning',
    service: '{{ $labels.container }}',
    expr: promql`max by (namespace, pod, container) (${kube.waiting}{reason=~"ImagePullBackOff|ErrImagePull"}) == 1`,
    for: pace(minutes(10)),
    summary: 'The image of {{ $labels.pod }} in {{ $labels.namespace }} cannot be had',
    description: 'The registry does not give the image of {{ $labels.container }}; a rollout stands still.',
    runbook: 'workload-unhealthy',
    samples: [sample(kube.waiting, { ...pod, reason: 'ErrImagePull' }, { control: 'gone', fault: 1 })],
  },
  {
    name: 'ReplicasUnavailable',
    severity: 'warning',
    service: '{{ $labels.deployment }}',
    expr: promql`sum by (namespace, deployment) (${kube.deploymentReplicas}) - sum by (namespace, deployment) (${kube.deploymentAvailable}) > 0`,
    for: pace(minutes(15)),
    summary: '{{ $labels.deployment }} in {{ $labels.namespace }} lacks replicas',
    description: '{{ $value }} of those that it asks for are not available.',
    runbook: 'workload-unhealthy',
    samples: [
      sample(kube.deploymentReplicas, { deployment: 'coder-arm' }, { control: 5, fault: 5 }),
      sample(kube.deploymentAvailable, { deployment: 'coder-arm' }, { control: 5, fault: 3 }),
    ],
  },
  {
    name: 'StoreReplicasUnavailable',
    severity: 'critical',
    service: '{{ $labels.statefulset }}',
    expr: promql`sum by (namespace, statefulset) (${kube.statefulReplicas}) - sum by (namespace, statefulset) (${kube.statefulReady}) > 0`,
    for: pace(minutes(10)),
    summary: '{{ $labels.statefulset }} in {{ $labels.namespace }} lacks replicas',
    description: '{{ $value }} of those that it asks for are not ready; one more lost may be too many.',
    runbook: 'workload-unhealthy',
    samples: [
      sample(kube.statefulReplicas, { statefulset: 'qdrant' }, { control: 3, fault: 3 }),
      sample(kube.statefulReady, { statefulset: 'qdrant' }, { control: 3, fault: 2 }),
    ],
  },
  {
    name: 'AutoscalerAtMaximum',
    severity: 'info',
    service: '{{ $labels.horizontalpodautoscaler }}',
    expr: promql`max by (namespace, horizontalpodautoscaler) (${kube.autoscalerReplicas}) / max by (namespace, horizontalpodautoscaler) (${kube.autoscalerMax}) >= 1`,
    for: pace(minutes(30)),
    summary: '{{ $labels.horizontalpodautoscaler }} in {{ $labels.namespace }} cannot grow any more',
    description: 'It has run with all the replicas that it may have for half an hour.',
    runbook: 'resource-exhaustion',
    samples: [
      sample(kube.autoscalerReplicas, { horizontalpodautoscaler: 'coder-arm' }, { control: 12, fault: 20 }),
      sample(kube.autoscalerMax, { horizontalpodautoscaler: 'coder-arm' }, { control: 20, fault: 20 }),
    ],
  },
  {
    name: 'QuotaNearlyUsed',
    severity: 'info',
    service: 'kubernetes',
    expr: promql`sum by (namespace, resource) (${kube.quota}{type="used"}) / sum by (namespace, resource) (${kube.quota}{type="hard"}) > ${thresholds.resources.quotaShare}`,
    for: pace(minutes(15)),
    summary: 'The quota of {{ $labels.namespace }} for {{ $labels.resource }} is nearly used up',
    description: '{{ $value | humanizePercentage }} of it are; beyond it no pod starts.',
    runbook: 'resource-exhaustion',
    samples: [
      sample(kube.quota, { resource: 'pods', type: 'used' }, { control: 50, fault: 96 }),
      sample(kube.quota, { resource: 'pods', type: 'hard' }, { control: 100, fault: 100 }),
    ],
  },
  {
    name: 'NodeNotReady',
    severity: 'critical',
    service: 'nodes',
    expr: promql`max by (namespace, node) (${kube.nodeCondition}{condition="Ready", status="true"}) == 0`,
    for: pace(minutes(5)),
    summary: 'The node {{ $labels.node }} is not ready',
    description: 'Its pods move elsewhere, when there is room for them.',
    runbook: 'workload-unhealthy',
    samples: [
      sample(kube.nodeCondition, { node: 'n', condition: 'Ready', status: 'true' }, { control: 1, fault: 0 }),
    ],
  },
  {
    name: 'VersionsDiffer',
    severity: 'info',
    service: 'kubernetes',
    expr: promql`count by (namespace) (group by (namespace, version) (${buildMetrics.build})) > 1`,
    for: pace(minutes(60)),
    summary: 'Several versions of the platform run in {{ $labels.namespace }}',
    description: '{{ $value }} do: a rollout did not end.',
    runbook: 'workload-unhealthy',
    samples: [
      sample(buildMetrics.build, { job: 'orchestrator', version: '1.0.0' }, { control: 1, fault: 1 }),
      sample(buildMetrics.build, { job: 'coder-arm', version: '0.9.0' }, { control: 'gone', fault: 1 }),
    ],
  },
];
