import { dcgm } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const card = { gpu: '0', modelName: 'L4', Hostname: 'n' } as const;
const gpuMetrics = dcgm.metrics;

/** The cards that a model of your own computes on. */
export const gpu: AlertGroup = ({ pace }) => [
  {
    name: 'GpuMemoryHigh',
    severity: 'warning',
    service: 'ollama',
    expr: promql`max by (namespace, Hostname, gpu) (${gpuMetrics.memoryUsed} / (${gpuMetrics.memoryUsed} + ${gpuMetrics.memoryFree})) > ${thresholds.gpu.memoryShare}`,
    for: pace(minutes(10)),
    summary: 'The memory of card {{ $labels.gpu }} of {{ $labels.Hostname }} is full',
    description: '{{ $value | humanizePercentage }} of it is in use; another model will not fit.',
    runbook: 'gpu',
    samples: [
      sample(gpuMetrics.memoryUsed, card, { control: 60, fault: 98 }),
      sample(gpuMetrics.memoryFree, card, { control: 40, fault: 2 }),
    ],
  },
  {
    name: 'GpuHot',
    severity: 'warning',
    service: 'ollama',
    expr: promql`max by (namespace, Hostname, gpu) (${gpuMetrics.temperature}) > ${thresholds.gpu.celsius}`,
    for: pace(minutes(5)),
    summary: 'Card {{ $labels.gpu }} of {{ $labels.Hostname }} is hot',
    description: 'It has {{ $value }} degrees Celsius and slows down.',
    runbook: 'gpu',
    samples: [sample(gpuMetrics.temperature, card, { control: 60, fault: 92 })],
  },
  {
    name: 'GpuFailing',
    severity: 'critical',
    service: 'ollama',
    expr: promql`max by (namespace, Hostname, gpu) (${gpuMetrics.error}) > 0`,
    for: pace(minutes(1)),
    summary: 'Card {{ $labels.gpu }} of {{ $labels.Hostname }} has an error',
    description: 'Its driver reports XID {{ $value }}.',
    runbook: 'gpu',
    samples: [sample(gpuMetrics.error, card, { control: 0, fault: 79 })],
  },
];
