import type { ClusterEnvironmentName } from '@octollm/constructs';

/** The bucket with the backups of an environment: another than that of its data, which other keys may change. */
export const backupBucket = (environment: ClusterEnvironmentName): string => `octollm-${environment}-backups`;

/** Where the jobs of an environment keep their backups. */
export const backupStorage = (environment: ClusterEnvironmentName) => ({
  COLD_STORAGE_URL: `s3://${backupBucket(environment)}`,
});
