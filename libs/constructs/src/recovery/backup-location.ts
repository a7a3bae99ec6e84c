import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { SecretFromStore } from '../secrets/secret-from-store.ts';
import { backupLocationName, veleroNamespace } from './velero-schedule.ts';

export interface BackupLocationProps {
  readonly bucket: string;
  /** The folder in the bucket. */
  readonly prefix: string;
  readonly region: string;
  /** The entry of the secret store with `VELERO_ACCESS_KEY_ID` and `VELERO_SECRET_ACCESS_KEY`. */
  readonly entry: string;
}

const secretName = 'octollm-backups';
const secretKey = 'cloud';

/** The file with credentials that the plugin of Velero for S3 reads. */
const credentials = {
  template: [
    '[default]',
    'aws_access_key_id={{ .VELERO_ACCESS_KEY_ID }}',
    'aws_secret_access_key={{ .VELERO_SECRET_ACCESS_KEY }}',
  ].join('\n'),
  properties: ['VELERO_ACCESS_KEY_ID', 'VELERO_SECRET_ACCESS_KEY'],
} as const;

/** Where Velero keeps its backups, with keys of its own (https://velero.io/docs/latest/api-types/backupstoragelocation/). */
export class BackupLocation extends Construct {
  constructor(scope: Construct, id: string, { bucket, prefix, region, entry }: BackupLocationProps) {
    super(scope, id);
    const labels = { ...platformLabels };
    new SecretFromStore(this, 'credentials', {
      name: secretName,
      secretName,
      labels,
      keys: [secretKey],
      templates: { [secretKey]: credentials },
      entry,
    });
    new ApiObject(this, 'location', {
      apiVersion: 'velero.io/v1',
      kind: 'BackupStorageLocation',
      metadata: { name: backupLocationName, namespace: veleroNamespace, labels },
      spec: {
        provider: 'aws',
        objectStorage: { bucket, prefix },
        config: { region },
        credential: { name: secretName, key: secretKey },
        accessMode: 'ReadWrite',
      },
    });
  }
}
