import { gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://cert-manager.io/docs/devops-tips/prometheus-metrics/ */
export const certManager = defineExporter('cert-manager', {
  expiry: gauge({
    name: 'certmanager_certificate_expiration_timestamp_seconds',
    help: 'When a certificate ends',
    labels: ['name'],
  }),
  ready: gauge({
    name: 'certmanager_certificate_ready_status',
    help: '1 for the status the readiness of a certificate has',
    labels: ['name', 'condition'],
  }),
});
