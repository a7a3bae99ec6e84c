import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../releases.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';

/** One replica of everything, talkative, without a key for a model provider: the offline provider answers. */
export const dev: Environment = {
  name: 'dev',
  namespace: 'octollm-dev',
  registry,
  version: releases.dev,
  edge: gatewayEdge('dev', 'dev.octollm.example.com'),
  replicas: 1,
  provided: [
    'CACHE_REDIS_URL',
    'COLD_STORAGE_ACCESS_KEY_ID',
    'COLD_STORAGE_SECRET_ACCESS_KEY',
    'GATEWAY_PUBLIC_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'QUEUE_REDIS_URL',
  ],
  settings: { LOG_LEVEL: 'debug' },
  database: { maxConnections: 100 },
  nodes: 3,
  services: {
    'reflex-gateway': { GATEWAY_TRUSTED_PROXIES: clusterNetworks },
    'retriever-arm': { QDRANT_URL: 'http://qdrant:6333' },
  },
  jobs: {
    retention: { COLD_STORAGE_URL: 's3://octollm-dev/archive' },
  },
};
