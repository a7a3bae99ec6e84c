import { nodeExporter } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.resources;
const node = nodeExporter.metrics;
const disk = { device: 'sda1', fstype: 'ext4', mountpoint: '/' } as const;

/** The machines, where a node exporter watches them. */
export const nodes: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'NodeCpuHigh',
      severity: 'warning',
      service: 'nodes',
      expr: promql`1 - avg by (namespace, instance) (rate(${node.cpu}{mode="idle"}[${window}])) > ${limit.cpuShare}`,
      for: pace(minutes(10)),
      summary: 'The processors of {{ $labels.instance }} are busy',
      description: '{{ $value | humanizePercentage }} of their time is taken.',
      runbook: 'resource-exhaustion',
      samples: [
        sample(node.cpu, { instance: 'n', cpu: '0', mode: 'idle' }, { control: 30, fault: 8 }),
        sample(node.cpu, { instance: 'n', cpu: '0', mode: 'user' }, { control: 30, fault: 52 }),
      ],
    },
    {
      name: 'NodeMemoryHigh',
      severity: 'warning',
      service: 'nodes',
      expr: promql`1 - ${node.memoryAvailable} / ${node.memoryTotal} > ${limit.memoryShare}`,
      for: pace(minutes(5)),
      summary: 'The memory of {{ $labels.instance }} is nearly used up',
      description:
        '{{ $value | humanizePercentage }} of it is in use; the kernel kills processes when it is all.',
      runbook: 'resource-exhaustion',
      samples: [
        sample(node.memoryAvailable, { instance: 'n' }, { control: 50, fault: 5 }),
        sample(node.memoryTotal, { instance: 'n' }, { control: 100, fault: 100 }),
      ],
    },
    {
      name: 'DiskSpaceLow',
      severity: 'warning',
      service: 'nodes',
      expr: promql`min by (namespace, instance, mountpoint) (${node.diskAvailable}{fstype!~"tmpfs|overlay|squashfs"} / ${node.diskSize}{fstype!~"tmpfs|overlay|squashfs"}) < ${limit.diskFreeShare}`,
      for: pace(minutes(5)),
      summary: '{{ $labels.mountpoint }} of {{ $labels.instance }} is filling up',
      description: '{{ $value | humanizePercentage }} of the space is free.',
      runbook: 'disk-space',
      samples: [
        sample(node.diskAvailable, { instance: 'n', ...disk }, { control: 40, fault: 10 }),
        sample(node.diskSize, { instance: 'n', ...disk }, { control: 100, fault: 100 }),
      ],
    },
  ];
};
