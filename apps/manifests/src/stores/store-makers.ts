import type { Service } from '@octollm/catalogue';
import {
  type PodShare,
  PostgresHA,
  QdrantCluster,
  RedisCache,
  RedisQueue,
  type StoreConnection,
  type StoreProps,
} from '@octollm/constructs';
import type { Construct } from 'constructs';
import type { Environment } from '../environments/environment.ts';
import type { EnvironmentStores, Own } from '../environments/stores.ts';
import { images } from '../images.ts';
import { poolerSize } from '../pool-sizes.ts';

/** A store as the rest of its environment needs to know it. */
export interface MadeStore {
  readonly connection: StoreConnection;
  readonly pods: readonly PodShare[];
}

/** What a store is made for. */
export interface Surroundings {
  readonly props: StoreProps;
  readonly environment: Environment;
  readonly services: readonly Service[];
}

type Maker<Name extends keyof EnvironmentStores> = (
  scope: Construct,
  store: Own<EnvironmentStores[Name]>,
  surroundings: Surroundings,
) => MadeStore;

const redisImages = { redis: images.redis, exporter: images.redisExporter };

export const makePostgres: Maker<'postgres'> = (scope, store, { props, environment, services }) => {
  const { maxConnections } = environment.database;
  if (store.flavour === 'statefulset')
    return new PostgresHA(scope, 'store', {
      ...props,
      ...store,
      image: images.postgres,
      exporterImage: images.postgresExporter,
      maxConnections,
    });
  const poolSize = poolerSize(services, environment, store.pooler.instances);
  return new PostgresHA(scope, 'store', {
    ...props,
    ...store,
    image: images.cnpgPostgres,
    maxConnections,
    pooler: { ...store.pooler, poolSize },
  });
};

export const makeQueue: Maker<'redisQueue'> = (scope, store, { props }) =>
  new RedisQueue(scope, 'store', { ...props, ...store, images: redisImages });

export const makeCache: Maker<'redisCache'> = (scope, store, { props }) =>
  new RedisCache(scope, 'store', { ...props, ...store, images: redisImages });

export const makeQdrant: Maker<'qdrant'> = (scope, store, { props }) =>
  new QdrantCluster(scope, 'store', { ...props, ...store, image: images.qdrant });
