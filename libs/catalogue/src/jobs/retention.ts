import { defineJob } from '../job.ts';
import { origin, text, url } from '../settings/builders.ts';
import { actionRetention, sessionRetention, taskRetention } from '../settings/retention.ts';
import { postgres } from '../stores/postgres.ts';
import { databaseSettings } from './database-settings.ts';

/** The settings of cold storage. */
const coldStorageSettings = {
  COLD_STORAGE_URL: url(
    'file',
    's3',
  )({
    description:
      'where archived tasks are kept: file:///folder or s3://bucket/prefix; npm run retention takes .octollm/archive when it is not set',
  }),
  COLD_STORAGE_ENDPOINT: origin({
    optional: true,
    description: 'the service that speaks S3, such as http://minio:9000; that of AWS when it is not set',
  }),
  COLD_STORAGE_REGION: text({ description: 'the region of the bucket', default: 'us-east-1' }),
  COLD_STORAGE_ACCESS_KEY_ID: text({ description: 'the access key for s3://', secret: true, optional: true }),
  COLD_STORAGE_SECRET_ACCESS_KEY: text({
    description: 'the secret of the access key',
    secret: true,
    optional: true,
  }),
};

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
