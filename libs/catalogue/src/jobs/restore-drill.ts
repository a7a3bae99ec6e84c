import { defineJob } from '../job.ts';
import { text, url } from '../settings/builders.ts';
import { coldStorageSettings } from '../settings/cold-storage.ts';
import { postgres } from '../stores/postgres.ts';
import { databaseSettings } from './database-settings.ts';

/** A backup that nobody has restored is a hope. Once a month each is, into stores that nobody uses. */
export const restoreDrill = defineJob({
  name: 'restore-drill',
  description: 'Restores the newest backup of every store into a scratch one and compares what is in it',
  image: 'orchestrator',
  program: 'backup',
  arguments: ['drill'],
  environments: ['staging', 'production'],
  runs: { kind: 'scheduled', schedule: '30 4 1 * *' },
  deadlineSeconds: 14_400,
  settings: {
    ...databaseSettings,
    ...coldStorageSettings,
    DRILL_CLUSTERS_URL: url(
      'https',
      'http',
    )({ description: 'where the API of the cluster takes the description of a scratch database' }),
    DRILL_CLUSTER: text({ description: 'that description, as JSON' }),
    DRILL_DATABASE_HOST: text({ description: 'the name under which the scratch database answers' }),
    DRILL_TOKEN_PATH: text({
      description: 'the file with the token for the API of the cluster',
      default: '/var/run/secrets/kubernetes.io/serviceaccount/token',
    }),
    DRILL_FOLDER: text({
      description: 'the folder that the drill shares with the scratch Redis and the scratch Qdrant',
      default: '/drill',
    }),
  },
  stores: [postgres],
  egress: ['object-storage'],
  resources: {
    cpu: { request: '100m', limit: '1' },
    memory: { request: '128Mi', limit: '512Mi' },
    ephemeralStorage: { request: '64Mi', limit: '128Mi' },
  },
});
