import { kubelet } from '../../../exporters/index.ts';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What is read, written, sent and received, and how full volumes are. */
export const disksAndNetworkRow: Row = {
  title: 'Disks and network',
  panels: [
    graph({
      title: 'Read from disk',
      description: 'Bytes a second, by pod.',
      unit: 'Bps',
      query: perSecond(kubelet.metrics.diskRead, { scope, by: ['pod'] }),
      legend: '{{pod}}',
    }),
    graph({
      title: 'Written to disk',
      description: 'Bytes a second, by pod.',
      unit: 'Bps',
      query: perSecond(kubelet.metrics.diskWritten, { scope, by: ['pod'] }),
      legend: '{{pod}}',
    }),
    graph({
      title: 'Received',
      description: 'Bytes a second, by pod.',
      unit: 'Bps',
      query: perSecond(kubelet.metrics.received, { scope, by: ['pod'] }),
      legend: '{{pod}}',
    }),
    graph({
      title: 'Sent',
      description: 'Bytes a second, by pod.',
      unit: 'Bps',
      query: perSecond(kubelet.metrics.sent, { scope, by: ['pod'] }),
      legend: '{{pod}}',
    }),
    bars({
      title: 'Free space of volumes',
      description: 'Less than 15 % is an alert.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.3, critical: 0.15 },
      runbook: 'disk-space',
      query: promql`min by (persistentvolumeclaim) (${kubelet.metrics.volumeAvailable}{${scope}} / ${kubelet.metrics.volumeSize}{${scope}})`,
      legend: '{{persistentvolumeclaim}}',
    }),
  ],
};
