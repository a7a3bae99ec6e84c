import type { BackupLocationProps } from '@octollm/constructs';

/** Where the backups of the objects of all environments are kept. */
export const backupLocation: BackupLocationProps = {
  bucket: 'octollm-cluster-backups',
  prefix: 'velero',
  region: 'us-east-1',
  entry: 'octollm/velero',
};
