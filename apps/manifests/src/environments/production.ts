import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../images.ts';
import { traceCollector } from '../monitoring/trace-collector.ts';
import { backupStorage } from './backup-storage.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';
import { people } from './people.ts';
import { productionStores } from './store-sizes.ts';

/** As many replicas as the load asks for, between the bounds of the catalogue. */
export const production: Environment = {
  name: 'production',
  namespace: 'octollm-production',
  registry,
  version: releases.production,
  edge: gatewayEdge('production', 'octollm.example.com'),
  autoscaling: {
    flavour: 'keda',
    peak: { timezone: 'Etc/UTC', fromHour: 6, toHour: 20 },
    prometheus: 'http://prometheus.octollm-system:9090',
  },
  traces: traceCollector,
  provided: [
    'COLD_STORAGE_ACCESS_KEY_ID',
    'COLD_STORAGE_SECRET_ACCESS_KEY',
    'GATEWAY_PUBLIC_KEY',
    'OPENAI_API_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'REMEDIATOR_API_KEY',
  ],
  // Of a hundred traces ten tell the same; an error is in the logs and the metrics of all.
  settings: { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 0.1 },
  database: { maxConnections: 300 },
  stores: productionStores,
  sandbox: true,
  people: people('platform', 'platform'),
  nodes: 10,
  services: {
    'reflex-gateway': { GATEWAY_TRUSTED_PROXIES: clusterNetworks },
    // Whoever runs production says when it may act: docs/remediation.md.
    remediator: { REMEDIATOR_MODE: 'dry-run' },
  },
  jobs: {
    retention: { COLD_STORAGE_URL: 's3://octollm-production/archive' },
    'qdrant-backup': backupStorage('production'),
    'redis-backup': backupStorage('production'),
    'restore-drill': backupStorage('production'),
  },
};
