import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** What Prometheus says of itself. */
export const prometheus = defineExporter('prometheus', {
  reloaded: gauge({
    name: 'prometheus_config_last_reload_successful',
    help: '1 when the last reading of the configuration succeeded',
  }),
  ruleFailures: counter({
    name: 'prometheus_rule_evaluation_failures_total',
    help: 'Evaluations of rules that failed',
    labels: ['rule_group'],
  }),
  notificationsDropped: counter({
    name: 'prometheus_notifications_dropped_total',
    help: 'Alerts that no Alertmanager took',
  }),
  headSeries: gauge({ name: 'prometheus_tsdb_head_series', help: 'Series in memory' }),
  remoteFailures: counter({
    name: 'prometheus_remote_storage_samples_failed_total',
    help: 'Samples that the long-term store did not take',
    labels: ['remote_name', 'url'],
  }),
});
