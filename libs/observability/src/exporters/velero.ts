import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://github.com/vmware-tanzu/velero/blob/main/pkg/metrics/metrics.go */
export const velero = defineExporter('velero', {
  lastSuccess: gauge({
    name: 'velero_backup_last_successful_timestamp',
    help: 'When the last backup of a schedule succeeded',
    labels: ['schedule'],
  }),
  failures: counter({
    name: 'velero_backup_failure_total',
    help: 'Backups of a schedule that failed',
    labels: ['schedule'],
  }),
  partialFailures: counter({
    name: 'velero_backup_partial_failure_total',
    help: 'Backups of a schedule that lack something',
    labels: ['schedule'],
  }),
});
