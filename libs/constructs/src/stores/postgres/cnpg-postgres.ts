import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { imageReference } from '../../image.ts';
import { recommendedLabels } from '../../labels.ts';
import { priorityClassName } from '../../priority/priority-tiers.ts';
import { storeIdentity, storePriority } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import { type PodShare, together } from '../store-pods.ts';
import { clusterSpec } from './cnpg-cluster.ts';
import { CnpgMonitors } from './cnpg-monitors.ts';
import { CnpgNetwork } from './cnpg-network.ts';
import { CnpgPooler, poolerName } from './cnpg-pooler.ts';
import { CnpgSecrets } from './cnpg-secrets.ts';
import { archiverResources, backupStore } from './object-store.ts';
import type { CnpgProps } from './postgres-ha.ts';
import { addressAt, clusterPods, postgresName, postgresPorts } from './postgres-names.ts';

/** The cluster of CloudNativePG, its pooler, its log archive, and who may reach it. */
export class CnpgPostgres extends Construct {
  readonly connection: StoreConnection;
  readonly pods: readonly PodShare[];
  readonly objectStore: string;

  constructor(scope: Construct, id: string, props: CnpgProps) {
    super(scope, id);
    const { image, instances, resources, pooler, backup } = props;
    const labels = recommendedLabels(storeIdentity(postgresName, image.tag));
    const priorityClass = priorityClassName(storePriority(props));

    new CnpgSecrets(this, 'secrets', { environment: props.environment, labels });
    this.objectStore = backupStore(this, labels, backup).name;
    new ApiObject(this, 'cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: postgresName, labels },
      spec: clusterSpec({
        ...props,
        imageName: imageReference(image),
        priorityClass,
        objectStore: this.objectStore,
      }),
    });
    new CnpgPooler(this, 'pooler', { ...pooler, labels, priorityClass });
    new CnpgNetwork(this, 'network', { ...props, labels });
    new CnpgMonitors(this, 'monitors', { labels });

    this.connection = {
      endpoints: [
        { peer: { podSelector: { matchLabels: { ...clusterPods } } }, ports: [postgresPorts.postgres] },
      ],
      settings: {},
      secrets: {
        DATABASE_URL: addressAt(poolerName),
        DATABASE_DIRECT_URL: addressAt(`${postgresName}-rw`),
        DATABASE_REPLICA_URLS: addressAt(`${postgresName}-ro`),
      },
    };
    this.pods = [
      // One more while an instance is made or initialised by a job.
      { pods: instances + 1, resources: together([resources, archiverResources]) },
      { pods: pooler.instances + 1, resources: pooler.resources },
    ];
  }
}
