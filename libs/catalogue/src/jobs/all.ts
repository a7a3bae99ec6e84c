import type { Job } from '../job.ts';
import { postgresBackup, qdrantBackup, redisBackup } from './backups.ts';
import { migration } from './migration.ts';
import { restoreDrill } from './restore-drill.ts';
import { retention } from './retention.ts';

/** Every job of the platform. */
export const jobs: readonly Job[] = [
  migration,
  retention,
  postgresBackup,
  qdrantBackup,
  redisBackup,
  restoreDrill,
];
