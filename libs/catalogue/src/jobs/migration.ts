import { defineJob } from '../job.ts';
import { postgres } from '../stores/postgres.ts';
import { databaseSettings } from './database-settings.ts';

export const migration = defineJob({
  name: 'migration',
  description: 'Brings the database to the schema of a release',
  image: 'orchestrator',
  program: 'migrate',
  runs: { kind: 'once-a-release' },
  deadlineSeconds: 1_800,
  settings: databaseSettings,
  stores: [postgres],
  egress: [],
  resources: {
    cpu: { request: '100m', limit: '1' },
    memory: { request: '128Mi', limit: '512Mi' },
    ephemeralStorage: { request: '64Mi', limit: '128Mi' },
  },
});
