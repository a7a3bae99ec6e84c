import { processMetrics } from '@octollm/catalogue';
import { hours, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.resources;

/** What the processes of the services say of themselves. */
export const processes: AlertGroup = ({ pace }) => [
  {
    name: 'OpenFilesHigh',
    severity: 'warning',
    service: '{{ $labels.job }}',
    expr: promql`max by (namespace, job) (${processMetrics.openFiles} / ${processMetrics.maxFiles}) > ${limit.openFilesShare}`,
    for: pace(minutes(5)),
    summary: '{{ $labels.job }} has nearly all files open that it may in {{ $labels.namespace }}',
    description: '{{ $value | humanizePercentage }} are; with the last one it takes no more connections.',
    runbook: 'resource-exhaustion',
    samples: [
      sample(processMetrics.openFiles, { job: 'reflex-gateway' }, { control: 300, fault: 900 }),
      sample(processMetrics.maxFiles, { job: 'reflex-gateway' }, { control: 1_000, fault: 1_000 }),
    ],
  },
  {
    name: 'MemoryGrowing',
    severity: 'info',
    service: '{{ $labels.job }}',
    expr: promql`max by (namespace, job) (deriv(${processMetrics.residentMemory}[${pace(hours(6))}])) * 3600 > ${limit.growthPerHour}`,
    for: pace(hours(1)),
    summary: '{{ $labels.job }} in {{ $labels.namespace }} holds more and more memory',
    description: 'It grew by {{ $value | humanize1024 }}B an hour, for six hours.',
    runbook: 'memory-leak',
    samples: [
      sample(
        processMetrics.residentMemory,
        { job: 'coder-arm' },
        { control: { perSecond: 2_000 }, fault: { perSecond: 10_000 } },
      ),
    ],
  },
];
