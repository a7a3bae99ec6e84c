import type { Resources } from '@octollm/catalogue';
import { inPrivateNetworks, storageClassName } from '@octollm/constructs';
import type { EnvironmentStores } from './stores.ts';

const resources = (cpu: string, cpuLimit: string, memory: string, ephemeral: string): Resources => ({
  cpu: { request: cpu, limit: cpuLimit },
  // What a store holds in memory it does not give back: it is given what it may have.
  memory: { request: memory, limit: memory },
  ephemeralStorage: { request: '64Mi', limit: ephemeral },
});

const fast = (size: string) => ({ storageClass: storageClassName('fast'), size });
const standard = (size: string) => ({ storageClass: storageClassName('standard'), size });

/** The API server is somewhere in the private networks; a cluster that knows where names it. */
const apiServer = inPrivateNetworks;

/** One of each, small. */
export const smallStores: EnvironmentStores = {
  postgres: {
    flavour: 'statefulset',
    resources: resources('100m', '1', '512Mi', '256Mi'),
    volume: standard('10Gi'),
  },
  redisQueue: {
    flavour: 'single',
    resources: resources('50m', '500m', '256Mi', '128Mi'),
    volume: standard('2Gi'),
  },
  redisCache: { flavour: 'single', resources: resources('50m', '500m', '128Mi', '128Mi') },
  qdrant: {
    flavour: 'cluster',
    nodes: 1,
    resources: resources('100m', '1', '512Mi', '256Mi'),
    volume: standard('5Gi'),
    snapshots: standard('5Gi'),
  },
};

/** As in production, so that failing over is tried before it happens there, with less of everything. */
export const stagingStores: EnvironmentStores = {
  postgres: {
    flavour: 'cnpg',
    instances: 2,
    resources: resources('500m', '2', '2Gi', '1Gi'),
    volume: fast('20Gi'),
    logVolume: fast('10Gi'),
    backup: { destination: 's3://octollm-staging/postgres', retention: '30d' },
    apiServer,
    pooler: { instances: 2, resources: resources('50m', '500m', '64Mi', '128Mi') },
  },
  redisQueue: {
    flavour: 'sentinel',
    resources: resources('100m', '1', '512Mi', '128Mi'),
    volume: fast('5Gi'),
  },
  redisCache: { flavour: 'single', resources: resources('100m', '1', '256Mi', '128Mi') },
  qdrant: {
    flavour: 'cluster',
    nodes: 3,
    resources: resources('250m', '2', '2Gi', '256Mi'),
    volume: fast('20Gi'),
    snapshots: standard('20Gi'),
  },
};

/** What the loads of docs/benchmarks.md need, and room to grow. */
export const productionStores: EnvironmentStores = {
  postgres: {
    flavour: 'cnpg',
    instances: 3,
    resources: resources('2', '4', '8Gi', '2Gi'),
    volume: fast('100Gi'),
    logVolume: fast('20Gi'),
    backup: { destination: 's3://octollm-production/postgres', retention: '30d' },
    apiServer,
    pooler: { instances: 2, resources: resources('250m', '1', '128Mi', '128Mi') },
  },
  redisQueue: {
    flavour: 'sentinel',
    resources: resources('500m', '2', '2Gi', '128Mi'),
    volume: fast('10Gi'),
  },
  redisCache: { flavour: 'single', resources: resources('500m', '2', '2Gi', '128Mi') },
  qdrant: {
    flavour: 'cluster',
    nodes: 3,
    resources: resources('1', '4', '8Gi', '256Mi'),
    volume: fast('100Gi'),
    snapshots: standard('100Gi'),
  },
};
