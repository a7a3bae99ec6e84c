import { Construct } from 'constructs';
import { secretEntry } from '../../secrets/pod-secret.ts';
import { SecretFromStore } from '../../secrets/secret-from-store.ts';
import type { StoreProps } from '../store-base.ts';
import { credentialsName, databaseName, passwordKey } from './postgres-names.ts';

/** The Secret by which instances get into the object storage, and its keys. */
export const backupCredentials = {
  name: 'postgres-backup',
  accessKeyId: 'BACKUP_ACCESS_KEY_ID',
  secretAccessKey: 'BACKUP_SECRET_ACCESS_KEY',
} as const;

export interface CnpgSecretsProps {
  readonly environment: StoreProps['environment'];
  readonly labels: Record<string, string>;
}

/** The Secrets of the cluster: of the role that owns the database, and of the object storage. */
export class CnpgSecrets extends Construct {
  constructor(scope: Construct, id: string, { environment, labels }: CnpgSecretsProps) {
    super(scope, id);
    const entry = secretEntry(environment);
    new SecretFromStore(this, 'credentials', {
      name: credentialsName,
      secretName: credentialsName,
      labels,
      keys: ['username', 'password'],
      templates: {
        username: { template: databaseName, properties: [] },
        password: { template: `{{ .${passwordKey} }}`, properties: [passwordKey] },
      },
      type: 'kubernetes.io/basic-auth',
      // Then the operator sets the password of the role when the Secret changes.
      secretLabels: { 'cnpg.io/reload': 'true' },
      entry,
    });
    new SecretFromStore(this, 'backup', {
      name: backupCredentials.name,
      secretName: backupCredentials.name,
      labels,
      keys: [backupCredentials.accessKeyId, backupCredentials.secretAccessKey],
      entry,
    });
  }
}
