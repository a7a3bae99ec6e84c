import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { exporterResources } from '../exporter.ts';
import { backupCredentials } from './cnpg-secrets.ts';
import { plainResources } from './plain-resources.ts';
import type { ObjectStorage } from './postgres-ha.ts';
import { postgresName } from './postgres-names.ts';

const secretKey = (key: string): object => ({ name: backupCredentials.name, key });

/**
 * Where the barman-cloud plugin archives the log and keeps backups
 * (https://cloudnative-pg.io/plugin-barman-cloud/docs/concepts/). The field `backup.barmanObjectStore` of the cluster,
 * which did so before, is deprecated.
 */
export const backupStore = (
  scope: Construct,
  labels: Record<string, string>,
  { destination, retention, endpoint }: ObjectStorage,
): ApiObject =>
  new ApiObject(scope, 'object-store', {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: postgresName, labels },
    spec: {
      retentionPolicy: retention,
      configuration: {
        destinationPath: destination,
        ...(endpoint === undefined ? {} : { endpointURL: endpoint }),
        s3Credentials: {
          accessKeyId: secretKey(backupCredentials.accessKeyId),
          secretAccessKey: secretKey(backupCredentials.secretAccessKey),
        },
        wal: { compression: 'gzip', maxParallel: 4 },
        data: { compression: 'gzip', jobs: 2 },
      },
      // In a namespace with a quota a side-car that asks for nothing is refused.
      instanceSidecarConfiguration: { resources: plainResources(archiverResources) },
    },
  });

/** What the side-car of the plugin takes in each instance. */
export const archiverResources = {
  ...exporterResources,
  memory: { request: '64Mi', limit: '512Mi' },
} as const;
