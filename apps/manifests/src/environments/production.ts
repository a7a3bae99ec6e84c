import { registry, releases } from '../releases.ts';
import type { Environment } from './environment.ts';

/** As many replicas as the catalogue asks for at least. */
export const production: Environment = {
  name: 'production',
  namespace: 'octollm-production',
  registry,
  version: releases.production,
  provided: [
    'DATABASE_DIRECT_URL',
    'GATEWAY_PUBLIC_KEY',
    'OPENAI_API_KEY',
    'ORCHESTRATOR_PUBLIC_KEY',
    'QDRANT_API_KEY',
    'QUEUE_REDIS_URL',
  ],
  services: {
    'retriever-arm': { QDRANT_URL: 'http://qdrant:6333' },
  },
};
