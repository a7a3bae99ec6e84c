import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Environment,
  type JobConfigOf,
  qdrantBackup,
  readConfiguration,
  redisBackup,
  restoreDrill,
} from '@octollm/catalogue';
import { BackupArchive, drillQdrant, drillRedis, lackingIn, rowCounts } from '@octollm/memory';
import { coldStorageOf } from '../stores/cold-storage.ts';
import { type ScratchDatabase, withScratchDatabase } from './scratch-database.ts';

type Config = JobConfigOf<typeof restoreDrill>;

/** What each restore lacks, by store; nothing when it is whole, and the reason when it could not be made. */
export type DrillReport = Readonly<Record<'postgres' | 'redis' | 'qdrant', readonly string[]>>;

/** Where the scratch stores listen, in the pod of the drill. */
const scratchRedis = 'redis://127.0.0.1:6379';
const scratchQdrant = 'http://127.0.0.1:6333';

/** The scratch stores end when this file is there, and the pod with them. */
export const endFile = 'done';

const nameIn = (description: string): string => {
  const { metadata } = JSON.parse(description) as { readonly metadata: { readonly name: string } };
  return metadata.name;
};

const scratchDatabase = (config: Config, liveUrl: string): ScratchDatabase => {
  const url = new URL(liveUrl);
  url.host = config.DRILL_DATABASE_HOST;
  return {
    clustersUrl: config.DRILL_CLUSTERS_URL,
    description: config.DRILL_CLUSTER,
    name: nameIn(config.DRILL_CLUSTER),
    tokenPath: config.DRILL_TOKEN_PATH,
    url: url.href,
  };
};

/** The rows are counted first: what is written meanwhile may be in the restore, and need not be. */
const drillPostgres = async (config: Config): Promise<readonly string[]> => {
  const liveUrl = config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;
  const expected = await rowCounts(liveUrl);
  return withScratchDatabase(scratchDatabase(config, liveUrl), async (url) =>
    lackingIn(await rowCounts(url), expected),
  );
};

const orReason = (drill: Promise<readonly string[]>): Promise<readonly string[]> =>
  drill.catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);

const drillAll = async (environment: Environment): Promise<DrillReport> => {
  const config = readConfiguration(restoreDrill, environment, (path) => readFileSync(path, 'utf8'));
  const storage = coldStorageOf(config);
  const folder = config.DRILL_FOLDER;
  const [postgres, redis, qdrant] = await Promise.all([
    orReason(drillPostgres(config)),
    orReason(
      drillRedis(new BackupArchive(storage, redisBackup.name), {
        url: scratchRedis,
        folder: join(folder, 'redis'),
      }),
    ),
    orReason(drillQdrant(new BackupArchive(storage, qdrantBackup.name), { url: scratchQdrant })),
  ]);
  return { postgres, redis, qdrant };
};

/** Where there is no folder, nothing waits in it. */
const endScratchStores = async (folder: string): Promise<void> => {
  if (existsSync(folder)) await writeFile(join(folder, endFile), '');
};

/**
 * Restores the newest backup of every store into a scratch one. A store that fails keeps no other from being tried, and
 * the scratch stores end whatever happens, also when another setting is wrong.
 * @throws ConfigurationError or ColdStorageError
 */
export const runDrill = async (environment: Environment): Promise<DrillReport> => {
  try {
    return await drillAll(environment);
  } finally {
    await endScratchStores(environment['DRILL_FOLDER'] ?? restoreDrill.settings.DRILL_FOLDER.default ?? '');
  }
};
