import type { PlatformEnvironment } from '@octollm/constructs';
import { registry, releases } from '../images.ts';

/** The two ways in which Compose runs the platform. */
export type ComposeName = 'dev' | 'production';

const provided = [
  'CACHE_REDIS_URL',
  'DATABASE_URL',
  'GATEWAY_PUBLIC_KEY',
  'ORCHESTRATOR_PUBLIC_KEY',
  'QDRANT_API_KEY',
  'QUEUE_REDIS_URL',
];

/** What the services are told when Compose runs them: as in a cluster, with the files of Compose. */
export const composeEnvironment = (name: ComposeName): PlatformEnvironment => ({
  name,
  namespace: 'octollm',
  registry,
  version: releases[name],
  provided: name === 'production' ? [...provided, 'DATABASE_REPLICA_URLS'] : provided,
});
