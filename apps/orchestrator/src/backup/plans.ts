import { readFileSync } from 'node:fs';
import {
  backups,
  coldStorageSettings,
  type Environment,
  postgresBackup,
  qdrantBackup,
  readConfiguration,
  redisBackup,
} from '@octollm/catalogue';
import { BackupArchive, backUpPostgres, backUpQdrant, backUpRedis, type MakeBackup } from '@octollm/memory';
import { coldStorageOf } from '../stores/cold-storage.ts';
import { queueUrl } from './queue-url.ts';

const jobs = { postgres: postgresBackup, qdrant: qdrantBackup, redis: redisBackup } as const;

/** What is backed up by a job, by the name that the program is told. */
export type Plan = keyof typeof jobs;

export const planNamed = (name: string | undefined): Plan | undefined =>
  (Object.keys(jobs) as readonly Plan[]).find((plan) => plan === name);

const readFile = (path: string): string => readFileSync(path, 'utf8');

const everySchedule = Object.values(backups).flat();

/** How long backups of a plan are kept, where it is kept longest. */
export const keptDaysOf = (plan: Plan): number =>
  Math.max(...everySchedule.filter(({ name }) => name === jobs[plan].name).map(({ keptDays }) => keptDays));

/**
 * The backups of a plan. Of the configuration it needs cold storage alone: who restores may have nothing else left.
 * @throws ConfigurationError or ColdStorageError
 */
export const archiveOf = (plan: Plan, environment: Environment): BackupArchive => {
  const config = readConfiguration({ name: 'backup', settings: coldStorageSettings }, environment, readFile);
  return new BackupArchive(coldStorageOf(config), jobs[plan].name);
};

/**
 * What makes a backup of a plan.
 * @throws ConfigurationError
 */
export const makerOf = (plan: Plan, environment: Environment): MakeBackup => {
  switch (plan) {
    case 'postgres': {
      const config = readConfiguration(postgresBackup, environment, readFile);
      return backUpPostgres(config.DATABASE_DIRECT_URL ?? config.DATABASE_URL);
    }
    case 'qdrant': {
      const { QDRANT_NODES, QDRANT_API_KEY } = readConfiguration(qdrantBackup, environment, readFile);
      return backUpQdrant(QDRANT_NODES.map((url) => ({ url, apiKey: QDRANT_API_KEY })));
    }
    case 'redis': {
      const { QUEUE_REDIS_URL } = readConfiguration(redisBackup, environment, readFile);
      return async (add) => backUpRedis(await queueUrl(QUEUE_REDIS_URL))(add);
    }
  }
};
