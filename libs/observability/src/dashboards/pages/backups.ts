import { cloudNativePg, kubelet, kubeStateMetrics, postgresExporter, velero } from '../../exporters/index.ts';
import { promql } from '../../promql/index.ts';
import type { Dashboard } from '../parts/dashboard.ts';
import { bars, graph, lines } from '../parts/panel.ts';
import { inNamespace } from '../parts/variables.ts';

const scope = inNamespace;
const { lastSuccess, failures, partialFailures } = velero.metrics;
const hour = 3_600;

/** Whether everything that must be brought back can be: how old the newest of each backup is. */
export const backups: Dashboard = {
  uid: 'octollm-backups',
  title: 'Backups',
  description: 'Whether everything that must be brought back can be: how old the newest of each backup is.',
  range: '7d',
  rows: [
    {
      title: 'Age',
      panels: [
        bars({
          title: 'Newest backup of a schedule',
          description: 'Seconds since it was made. A daily one is late after 25 hours.',
          unit: 's',
          thresholds: { warning: 24 * hour, critical: 25 * hour },
          runbook: 'backups',
          query: promql`time() - max by (schedule) (${lastSuccess})`,
          legend: '{{schedule}}',
        }),
        bars({
          title: 'Newest backup of a job',
          description: 'Seconds since a job of backups last succeeded.',
          unit: 's',
          thresholds: { warning: 24 * hour, critical: 25 * hour },
          runbook: 'backups',
          query: promql`time() - max by (namespace, cronjob) (${kubeStateMetrics.metrics.cronJobSuccess}{${scope}, cronjob=~".*-backup"})`,
          legend: '{{namespace}} {{cronjob}}',
        }),
        lines({
          title: 'Log of PostgreSQL',
          description: 'Seconds since a segment was archived: what a restore would lack.',
          unit: 's',
          thresholds: { warning: 300, critical: 900 },
          runbook: 'backups',
          lines: [
            {
              query: promql`max by (namespace) (${cloudNativePg.metrics.archiveAge}{${scope}})`,
              legend: '{{namespace}}',
            },
            {
              query: promql`max by (namespace) (${postgresExporter.metrics.archiveAge}{${scope}})`,
              legend: '{{namespace}}',
            },
          ],
        }),
      ],
    },
    {
      title: 'Runs',
      panels: [
        lines({
          title: 'Backups that failed in the time shown',
          description: 'As a whole, or in part.',
          unit: 'short',
          thresholds: { warning: 1, critical: 2 },
          runbook: 'backups',
          lines: [
            { query: promql`sum by (schedule) (increase(${failures}[1d]))`, legend: '{{schedule}}' },
            {
              query: promql`sum by (schedule) (increase(${partialFailures}[1d]))`,
              legend: '{{schedule}} in part',
            },
          ],
        }),
        graph({
          title: 'Jobs that failed',
          description: 'Pods of Jobs, by Job.',
          unit: 'short',
          thresholds: { warning: 1, critical: 2 },
          runbook: 'backups',
          rare: true,
          query: promql`sum by (namespace, job_name) (${kubeStateMetrics.metrics.jobFailed}{${scope}})`,
          legend: '{{namespace}} {{job_name}}',
        }),
        bars({
          title: 'Free space of volumes',
          description: 'A volume that is full cannot be restored to a size that is no larger.',
          unit: 'percentunit',
          bounds: { min: 0, max: 1 },
          thresholds: { warning: 0.3, critical: 0.15 },
          runbook: 'disk-space',
          query: promql`min by (persistentvolumeclaim) (${kubelet.metrics.volumeAvailable}{${scope}} / ${kubelet.metrics.volumeSize}{${scope}})`,
          legend: '{{persistentvolumeclaim}}',
        }),
      ],
    },
  ],
};
