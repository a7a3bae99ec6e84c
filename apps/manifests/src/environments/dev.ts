import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../images.ts';
import { backupStorage } from './backup-storage.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';
import { people } from './people.ts';
import { smallStores } from './store-sizes.ts';

/** One replica of everything, talkative, without a key for a model provider: the offline provider answers. */
export const dev: Environment = {
  name: 'dev',
  namespace: 'octollm-dev',
  registry,
  version: releases.dev,
  edge: gatewayEdge('dev', 'dev.octollm.example.com'),
  replicas: 1,
  provided: [
    'COLD_STORAGE_ACCESS_KEY_ID',
    'COLD_STORAGE_SECRET_ACCESS_KEY',
    'GATEWAY_PUBLIC_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'REMEDIATOR_API_KEY',
  ],
  settings: { LOG_LEVEL: 'debug' },
  database: { maxConnections: 100 },
  stores: smallStores,
  people: people('developers', 'developers'),
  nodes: 3,
  services: {
    'reflex-gateway': { GATEWAY_TRUSTED_PROXIES: clusterNetworks },
    remediator: { REMEDIATOR_MODE: 'act' },
  },
  jobs: {
    retention: { COLD_STORAGE_URL: 's3://octollm-dev/archive' },
    'postgres-backup': backupStorage('dev'),
    'qdrant-backup': backupStorage('dev'),
    'redis-backup': backupStorage('dev'),
  },
};
