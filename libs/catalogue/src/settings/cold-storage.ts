import { origin, text, url } from './builders.ts';

/** Where jobs keep what nobody reads from day to day. */
export const coldStorageSettings = {
  COLD_STORAGE_URL: url(
    'file',
    's3',
  )({
    description:
      'where archived tasks and backups are kept: file:///folder or s3://bucket/prefix; npm run retention takes .octollm/archive when it is not set',
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
