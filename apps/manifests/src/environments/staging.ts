import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../releases.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';

/** Production with fewer replicas: the same stores, poolers and providers. */
export const staging: Environment = {
  name: 'staging',
  namespace: 'octollm-staging',
  registry,
  version: releases.staging,
  edge: gatewayEdge('staging', 'staging.octollm.example.com'),
  replicas: 2,
  provided: [
    'CACHE_REDIS_URL',
    'COLD_STORAGE_ACCESS_KEY_ID',
    'COLD_STORAGE_SECRET_ACCESS_KEY',
    'DATABASE_DIRECT_URL',
    'GATEWAY_PUBLIC_KEY',
    'OPENAI_API_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'QDRANT_API_KEY',
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
    retention: { COLD_STORAGE_URL: 's3://octollm-staging/archive' },
  },
};
