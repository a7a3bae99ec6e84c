import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** What Alertmanager says of itself. */
export const alertmanager = defineExporter('alertmanager', {
  reloaded: gauge({
    name: 'alertmanager_config_last_reload_successful',
    help: '1 when the last reading of the configuration succeeded',
  }),
  notifications: counter({
    name: 'alertmanager_notifications_total',
    help: 'Notifications that were tried, by way',
    labels: ['integration'],
  }),
  failures: counter({
    name: 'alertmanager_notifications_failed_total',
    help: 'Notifications that failed, by way',
    labels: ['integration'],
  }),
});
