import { type Image, imageReference } from '../image.ts';
import { platformLabels } from '../labels.ts';
import { plainResources } from '../stores/postgres/plain-resources.ts';
import type { CnpgProps } from '../stores/postgres/postgres-ha.ts';
import { credentialsName, databaseName, postgresName } from '../stores/postgres/postgres-names.ts';
import { storageClassName } from '../stores/storage-classes.ts';
import { barmanPlugin } from './scheduled-backup.ts';

/** The label of the pods of a drill, those of its database included. */
export const drillPods = { 'octollm.dev/drill': 'restore' } as const;

/** The name of the scratch database, and where it answers. */
export const scratchDatabaseName = `${postgresName}-drill`;
export const scratchDatabaseHost = `${scratchDatabaseName}-rw`;

export interface ScratchClusterProps extends Pick<CnpgProps, 'resources'> {
  /** The size of its disk, such as `20Gi`: as large as that of the live database. */
  readonly size: string;
  readonly image: Image;
  /** The ObjectStore with the backups of the database. */
  readonly objectStore: string;
  readonly priorityClass: string;
}

const source = 'live';

/**
 * A database of one instance that CloudNativePG recovers from the newest base backup and all of the archived log
 * (https://cloudnative-pg.io/documentation/current/recovery/). It archives nothing itself: two that write to one archive
 * would spoil it.
 */
export const scratchCluster = (props: ScratchClusterProps): object => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name: scratchDatabaseName, labels: { ...platformLabels } },
  spec: {
    instances: 1,
    imageName: imageReference(props.image),
    inheritedMetadata: { labels: { ...platformLabels, ...drillPods, 'octollm.dev/backup': 'none' } },
    enablePDB: false,
    enableSuperuserAccess: false,
    priorityClassName: props.priorityClass,
    resources: plainResources(props.resources),
    storage: { storageClass: storageClassName('scratch'), size: props.size },
    bootstrap: {
      recovery: { source, database: databaseName, owner: databaseName, secret: { name: credentialsName } },
    },
    externalClusters: [
      {
        name: source,
        plugin: {
          name: barmanPlugin,
          parameters: { barmanObjectName: props.objectStore, serverName: postgresName },
        },
      },
    ],
  },
});
