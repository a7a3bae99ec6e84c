import { kubelet } from '../../exporters/index.ts';
import { hours, minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const { volumeAvailable, volumeSize } = kubelet.metrics;

/** The volumes of stores. */
export const volumes: AlertGroup = ({ pace }) => [
  {
    name: 'VolumeSpaceLow',
    severity: 'warning',
    service: '{{ $labels.persistentvolumeclaim }}',
    expr: promql`min by (namespace, persistentvolumeclaim) (${volumeAvailable} / ${volumeSize}) < ${thresholds.resources.diskFreeShare}`,
    for: pace(minutes(5)),
    summary: 'The volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is filling up',
    description: '{{ $value | humanizePercentage }} of the space is free.',
    runbook: 'disk-space',
    samples: [
      sample(volumeAvailable, { persistentvolumeclaim: 'data' }, { control: 40, fault: 10 }),
      sample(volumeSize, { persistentvolumeclaim: 'data' }, { control: 100, fault: 100 }),
    ],
  },
  {
    name: 'VolumeFullSoon',
    severity: 'critical',
    service: '{{ $labels.persistentvolumeclaim }}',
    expr: promql`min by (namespace, persistentvolumeclaim) (predict_linear(${volumeAvailable}[${pace(hours(6))}], ${pace(hours(24)).seconds})) < 0`,
    for: pace(hours(1)),
    summary: 'The volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is full within a day',
    description: 'It is, when it goes on filling as it did for six hours.',
    runbook: 'disk-space',
    samples: [
      sample(
        volumeAvailable,
        { persistentvolumeclaim: 'data' },
        { control: 100_000, fault: { perSecond: -1 } },
      ),
    ],
  },
];
