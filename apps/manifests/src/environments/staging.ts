import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../images.ts';
import { traceCollector } from '../monitoring/trace-collector.ts';
import { backupStorage } from './backup-storage.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';
import { ollama } from './ollama.ts';
import { people } from './people.ts';
import { stagingStores } from './store-sizes.ts';

/**
 * Production with fewer replicas, and one of each while nobody works: the same stores, poolers and providers, and models
 * of its own besides, so that tests need not cost money.
 */
export const staging: Environment = {
  name: 'staging',
  namespace: 'octollm-staging',
  registry,
  version: releases.staging,
  edge: gatewayEdge('staging', 'staging.octollm.example.com'),
  replicas: 2,
  workingHours: { timezone: 'Etc/UTC', fromHour: 6, toHour: 20 },
  traces: traceCollector,
  provided: [
    'COLD_STORAGE_ACCESS_KEY_ID',
    'COLD_STORAGE_SECRET_ACCESS_KEY',
    'GATEWAY_PUBLIC_KEY',
    'OPENAI_API_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'REMEDIATOR_API_KEY',
  ],
  settings: { LOG_LEVEL: 'debug' },
  database: { maxConnections: 100 },
  stores: stagingStores,
  ollama,
  sandbox: true,
  people: people('developers', 'platform'),
  nodes: 3,
  services: {
    'reflex-gateway': { GATEWAY_TRUSTED_PROXIES: clusterNetworks },
    remediator: { REMEDIATOR_MODE: 'act' },
  },
  jobs: {
    retention: { COLD_STORAGE_URL: 's3://octollm-staging/archive' },
    'qdrant-backup': backupStorage('staging'),
    'redis-backup': backupStorage('staging'),
    'restore-drill': backupStorage('staging'),
  },
};
