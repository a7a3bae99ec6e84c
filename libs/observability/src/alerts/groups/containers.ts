import { kubelet, kubeStateMetrics } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.resources;
const container = kubelet.metrics;
const kube = kubeStateMetrics.metrics;
const pod = { pod: 'orchestrator-0', container: 'orchestrator' } as const;

/** What containers take of what they may. */
export const containers: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'ContainerCpuHigh',
      severity: 'warning',
      service: '{{ $labels.container }}',
      expr: promql`sum by (namespace, pod, container) (rate(${container.cpu}[${window}])) / sum by (namespace, pod, container) (${kube.limits}{resource="cpu"}) > ${limit.cpuShare}`,
      for: pace(minutes(10)),
      summary: '{{ $labels.pod }} in {{ $labels.namespace }} computes at its limit',
      description: 'It takes {{ $value | humanizePercentage }} of what it may.',
      runbook: 'resource-exhaustion',
      samples: [
        sample(container.cpu, pod, { control: 30, fault: 57 }),
        sample(kube.limits, { ...pod, resource: 'cpu', unit: 'core' }, { control: 1, fault: 1 }),
      ],
    },
    {
      name: 'ContainerMemoryHigh',
      severity: 'warning',
      service: '{{ $labels.container }}',
      expr: promql`sum by (namespace, pod, container) (${container.memory}) / sum by (namespace, pod, container) (${kube.limits}{resource="memory"}) > ${limit.memoryShare}`,
      for: pace(minutes(5)),
      summary: '{{ $labels.pod }} in {{ $labels.namespace }} is close to its memory limit',
      description:
        'It holds {{ $value | humanizePercentage }} of what it may; at all of it the kernel kills it.',
      runbook: 'memory-leak',
      samples: [
        sample(container.memory, pod, { control: 50, fault: 95 }),
        sample(kube.limits, { ...pod, resource: 'memory', unit: 'byte' }, { control: 100, fault: 100 }),
      ],
    },
    {
      name: 'CpuThrottled',
      severity: 'info',
      service: '{{ $labels.container }}',
      expr: promql`sum by (namespace, pod, container) (rate(${container.throttled}[${window}])) / sum by (namespace, pod, container) (rate(${container.periods}[${window}])) > ${limit.throttledShare}`,
      for: pace(minutes(15)),
      summary: '{{ $labels.pod }} in {{ $labels.namespace }} is held back at its CPU limit',
      description: 'It is in {{ $value | humanizePercentage }} of the periods, which shows as latency.',
      runbook: 'resource-exhaustion',
      samples: [
        sample(container.throttled, pod, { control: 60, fault: 300 }),
        sample(container.periods, pod, { control: 600, fault: 600 }),
      ],
    },
  ];
};
