import { gatewayEdge } from '../edge.ts';
import { registry, releases } from '../releases.ts';
import { clusterNetworks } from './cluster-networks.ts';
import type { Environment } from './environment.ts';

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
  database: { maxConnections: 300 },
  nodes: 10,
  services: {
    'reflex-gateway': { GATEWAY_TRUSTED_PROXIES: clusterNetworks },
    'retriever-arm': { QDRANT_URL: 'http://qdrant:6333' },
  },
  jobs: {
    retention: { COLD_STORAGE_URL: 's3://octollm-production/archive' },
  },
};
