import { defineJob } from '../job.ts';
import { coldStorageSettings } from '../settings/cold-storage.ts';
import {
  actionRetention,
  operationRetention,
  sessionRetention,
  taskRetention,
} from '../settings/retention.ts';
import { postgres } from '../stores/postgres.ts';
import { databaseSettings } from './database-settings.ts';

export const retention = defineJob({
  name: 'retention',
  description: 'Moves old tasks to cold storage and deletes what nobody needs any more',
  image: 'orchestrator',
  program: 'retention',
  runs: { kind: 'scheduled', schedule: '17 3 * * *' },
  deadlineSeconds: 14_400,
  settings: {
    ...databaseSettings,
    ...taskRetention,
    ...sessionRetention,
    ...actionRetention,
    ...operationRetention,
    ...coldStorageSettings,
  },
  stores: [postgres],
  egress: ['object-storage'],
  resources: {
    cpu: { request: '100m', limit: '1' },
    memory: { request: '256Mi', limit: '1Gi' },
    ephemeralStorage: { request: '64Mi', limit: '128Mi' },
  },
});
