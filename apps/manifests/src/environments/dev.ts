import { registry, releases } from '../releases.ts';
import type { Environment } from './environment.ts';

/** One replica of everything, talkative, without a key for a model provider: the offline provider answers. */
export const dev: Environment = {
  name: 'dev',
  namespace: 'octollm-dev',
  registry,
  version: releases.dev,
  replicas: 1,
  provided: ['GATEWAY_PUBLIC_KEY', 'ORCHESTRATOR_PUBLIC_KEY', 'QUEUE_REDIS_URL'],
  settings: { LOG_LEVEL: 'debug' },
  services: {
    'retriever-arm': { QDRANT_URL: 'http://qdrant:6333' },
  },
};
