import type { RestoreDrillProps } from '@octollm/constructs';
import type { Environment } from './environments/environment.ts';
import { images } from './images.ts';

/** Backups of a store that the environment does not run itself are not the platform's to restore. */
export class UndrillableStoreError extends Error {
  constructor({ name }: Environment) {
    super(
      `The restore drill of ${name} needs PostgreSQL by CloudNativePG, and Redis and Qdrant of its own. Take the job out of this environment.`,
    );
    this.name = 'UndrillableStoreError';
  }
}

/**
 * What the restore drill of an environment is made of: stores as large as those whose backups it restores.
 * @throws UndrillableStoreError
 */
export const drillOf = (
  environment: Environment,
): Pick<RestoreDrillProps, 'images' | 'resources' | 'size' | 'database' | 'apiServer'> => {
  const { postgres, redisQueue, qdrant } = environment.stores;
  if (postgres.flavour !== 'cnpg' || redisQueue.flavour === 'external' || qdrant.flavour === 'external')
    throw new UndrillableStoreError(environment);
  const { resources, volume, apiServer } = postgres;
  return {
    images: { redis: images.redis, qdrant: images.qdrant },
    resources: { redis: redisQueue.resources, qdrant: qdrant.resources },
    size: qdrant.snapshots.size,
    database: { image: images.cnpgPostgres, resources, size: volume.size, objectStore: 'postgres' },
    apiServer,
  };
};
