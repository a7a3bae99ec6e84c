import { defineJob } from '../job.ts';
import type { Resources } from '../service.ts';
import { redisUrl, urls } from '../settings/builders.ts';
import { coldStorageSettings } from '../settings/cold-storage.ts';
import { postgres } from '../stores/postgres.ts';
import { queueStore } from '../stores/queue.ts';
import { vectors } from '../stores/vectors.ts';
import { databaseSettings } from './database-settings.ts';

/** A backup goes through memory in pieces, whatever its size, and never touches the disk. */
const resources: Resources = {
  cpu: { request: '100m', limit: '1' },
  memory: { request: '128Mi', limit: '512Mi' },
  ephemeralStorage: { request: '64Mi', limit: '128Mi' },
};

const common = {
  image: 'orchestrator',
  program: 'backup',
  egress: ['object-storage'],
  resources,
} as const;

/** Where CloudNativePG runs PostgreSQL it makes the backups itself, and archives the log as well. */
export const postgresBackup = defineJob({
  ...common,
  name: 'postgres-backup',
  description: 'Takes a base backup of PostgreSQL, with the log that makes it consistent',
  arguments: ['postgres'],
  environments: ['local', 'dev'],
  runs: { kind: 'scheduled', schedule: '0 2 * * *' },
  deadlineSeconds: 14_400,
  settings: { ...databaseSettings, ...coldStorageSettings },
  stores: [postgres],
});

const nodesOfQdrant = {
  QDRANT_NODES: urls(
    'http',
    'https',
  )({
    description:
      'every node of Qdrant, with commas between them: a snapshot holds what one node has, so each is backed up',
  }),
  QDRANT_API_KEY: vectors.settings.QDRANT_API_KEY,
};

export const qdrantBackup = defineJob({
  ...common,
  name: 'qdrant-backup',
  description: 'Takes a snapshot of every collection on every node of Qdrant',
  arguments: ['qdrant'],
  runs: { kind: 'scheduled', schedule: '40 */6 * * *' },
  deadlineSeconds: 14_400,
  settings: { ...nodesOfQdrant, ...coldStorageSettings },
  stores: [vectors],
});

export const redisBackup = defineJob({
  ...common,
  name: 'redis-backup',
  description: 'Takes an RDB file of the Redis that holds the queues',
  arguments: ['redis'],
  runs: { kind: 'scheduled', schedule: '20 2 * * *' },
  deadlineSeconds: 3_600,
  settings: {
    QUEUE_REDIS_URL: redisUrl({
      description: 'the Redis that BullMQ uses, or the sentinels that know it',
      secret: true,
    }),
    ...coldStorageSettings,
  },
  stores: [queueStore],
});
