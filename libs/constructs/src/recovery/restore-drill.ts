import type { Resources, restoreDrill } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Overrides } from '../configuration/overrides.ts';
import type { PlatformEnvironment } from '../environment.ts';
import type { Image } from '../image.ts';
import { PlatformJob } from '../job/platform-job.ts';
import { recommendedLabels } from '../labels.ts';
import type { Peer } from '../network/peers.ts';
import { priorityClassName } from '../priority/priority-tiers.ts';
import { type PodShare, together } from '../stores/store-pods.ts';
import { drillNetwork, drillPod } from './drill-pod.ts';
import {
  type ScratchClusterProps,
  scratchCluster,
  scratchDatabaseHost,
  scratchDatabaseName,
} from './scratch-cluster.ts';
import { drillFolder, drillMount, scratchQdrant, scratchRedis } from './scratch-stores.ts';

export interface RestoreDrillProps {
  readonly job: typeof restoreDrill;
  readonly environment: PlatformEnvironment;
  readonly settings?: Overrides<typeof restoreDrill>;
  readonly images: { readonly redis: Image; readonly qdrant: Image };
  /** What the scratch Redis and the scratch Qdrant take, each: they hold what the live ones hold. */
  readonly resources: { readonly redis: Resources; readonly qdrant: Resources };
  /**
   * The size of the disk that both of them write to, with the files that are restored: as much as the largest snapshot
   * three times.
   */
  readonly size: string;
  readonly database: Omit<ScratchClusterProps, 'priorityClass'>;
  /** Where the API server of Kubernetes is. */
  readonly apiServer: readonly Peer[];
}

/** What the drill may do: make databases, and remove its own. */
const rules: readonly k8s.PolicyRule[] = [
  { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'], verbs: ['create'] },
  {
    apiGroups: ['postgresql.cnpg.io'],
    resources: ['clusters'],
    resourceNames: [scratchDatabaseName],
    verbs: ['delete'],
  },
];

/**
 * Restores the newest backup of every store once a month and compares what is in it: PostgreSQL as a database of its own
 * that CloudNativePG recovers and that is removed afterwards, Redis and Qdrant in containers beside the job. The job may
 * make databases in its namespace, and remove this one.
 */
export class RestoreDrill extends Construct {
  /** What a quota must have room for, beside the job. */
  readonly pods: readonly PodShare[];

  constructor(scope: Construct, id: string, props: RestoreDrillProps) {
    super(scope, id);
    const { job, environment, images, resources, size, database, apiServer } = props;
    const { name } = job;
    const { namespace } = environment;
    const metadata = {
      name,
      labels: recommendedLabels({ name, component: job.kind, version: environment.version }),
    };
    const cluster = scratchCluster({ ...database, priorityClass: priorityClassName('batch') });
    const stores = [
      scratchRedis(images.redis, resources.redis),
      scratchQdrant(images.qdrant, resources.qdrant),
    ];

    new PlatformJob(this, 'job', {
      job,
      environment,
      settings: {
        ...props.settings,
        DRILL_CLUSTERS_URL: `https://kubernetes.default.svc/apis/postgresql.cnpg.io/v1/namespaces/${namespace}/clusters`,
        DRILL_CLUSTER: JSON.stringify(cluster),
        DRILL_DATABASE_HOST: scratchDatabaseHost,
        DRILL_FOLDER: drillFolder,
      },
      extend: drillPod(stores, drillMount(name, size)),
    });
    new k8s.KubeRole(this, 'role', {
      metadata,
      rules: [...rules],
    });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
    new k8s.KubeNetworkPolicy(this, 'network', {
      metadata: { ...metadata, name: `${name}-database` },
      spec: drillNetwork(apiServer),
    });
    this.pods = [
      { pods: 1, resources: together(Object.values(resources)) },
      // The job that recovers the instance, then the instance.
      { pods: 2, resources: database.resources },
    ];
  }
}
