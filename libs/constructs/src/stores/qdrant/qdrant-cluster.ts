import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Image } from '../../image.ts';
import { recommendedLabels, selectorLabels } from '../../labels.ts';
import { podsNamed } from '../../network/peers.ts';
import { secretEntry } from '../../secrets/pod-secret.ts';
import { SecretFromStore } from '../../secrets/secret-from-store.ts';
import { ServiceMonitor } from '../../service/service-monitor.ts';
import { scratch } from '../../workload/volumes.ts';
import { type StoreProps, storeIdentity, storePriority } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import { StoreNetworkPolicy } from '../store-network-policy.ts';
import type { PodShare } from '../store-pods.ts';
import {
  claim,
  configChecksum,
  configFolder,
  emptyFolder,
  type StoreVolume,
  secretFolder,
} from '../store-volumes.ts';
import { nodesName, StoreWorkload } from '../store-workload.ts';
import {
  apiKey,
  qdrantName as name,
  qdrantContainer,
  qdrantFolders,
  qdrantPorts,
} from './qdrant-container.ts';
import { startQdrant } from './start-script.ts';

export interface QdrantClusterProps extends StoreProps {
  /** An image that needs no root: the tags of Qdrant that end in `-unprivileged`. */
  readonly image: Image;
  /** How many nodes: one, or three and more, for of two nodes neither can go on without the other. */
  readonly nodes: number;
  /**
   * How many nodes hold a copy of every vector.
   * @default 2 of several nodes, 1 of a single one
   */
  readonly replicationFactor?: number;
  readonly resources: Resources;
  readonly volume: StoreVolume;
  /** Where snapshots are kept until they have been copied away. */
  readonly snapshots: StoreVolume;
}

/** A number of nodes that gives no cluster. */
export class QdrantNodesError extends Error {
  constructor(nodes: number, replicationFactor: number) {
    super(
      `Qdrant with ${nodes} nodes and ${replicationFactor} copies cannot be. Take 1 node, or 3 and more, and no more copies than nodes.`,
    );
    this.name = 'QdrantNodesError';
  }
}

/** Qdrant writes what it holds in memory. */
const gracePeriodSeconds = 60;

const isPossible = (nodes: number, copies: number): boolean =>
  (nodes === 1 || nodes >= 3) && copies >= 1 && copies <= nodes;

/**
 * Qdrant: a cluster of nodes of which the first brings the others together, or one node. Collections are made with the
 * number of copies that its connection names, so that a node can be away.
 * @throws QdrantNodesError
 */
export class QdrantCluster extends Construct {
  /** How clients reach it. */
  readonly connection: StoreConnection;
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];

  constructor(scope: Construct, id: string, props: QdrantClusterProps) {
    super(scope, id);
    const { image, nodes, resources, volume, snapshots, environment } = props;
    const copies = props.replicationFactor ?? (nodes > 1 ? 2 : 1);
    if (!isPossible(nodes, copies)) throw new QdrantNodesError(nodes, copies);
    const several = nodes > 1;
    const { http, peers } = qdrantPorts;
    const identity = storeIdentity(name, image.tag);
    const labels = recommendedLabels(identity);
    const secretName = `${name}-secrets`;

    const data = { 'start-qdrant.sh': startQdrant };
    new k8s.KubeConfigMap(this, 'config-map', { metadata: { name, labels }, data });
    new SecretFromStore(this, 'secrets', {
      name,
      secretName,
      labels,
      keys: [apiKey],
      entry: secretEntry(environment),
    });
    const secrets = secretFolder(secretName, [apiKey]);
    const folders = [
      scratch,
      emptyFolder('init', qdrantFolders.init),
      configFolder(name, qdrantFolders.scripts),
      secrets,
    ];
    const mounts = [
      ...folders.map(({ mount }) => mount),
      { name: 'storage', mountPath: qdrantFolders.storage },
      { name: 'snapshots', mountPath: qdrantFolders.snapshots },
    ];
    new StoreWorkload(this, 'workload', {
      identity,
      replicas: nodes,
      priority: storePriority(props),
      containers: [qdrantContainer({ image, resources, several, mounts })],
      mounts: folders,
      claims: [claim('storage', name, volume, 'cron-job'), claim('snapshots', name, snapshots, 'none')],
      gracePeriodSeconds,
      annotations: configChecksum(data),
      ports: several ? { http, peers } : { http },
      servicePorts: { http },
    });
    new StoreNetworkPolicy(this, 'network-policy', {
      name,
      labels,
      clients: props.clients,
      prometheus: props.prometheus,
      clientPorts: [http],
      metricsPort: http,
      ...(several ? { peerPorts: [peers] } : {}),
    });
    new ServiceMonitor(this, 'service-monitor', {
      name,
      labels,
      selector: selectorLabels(name),
      port: 'http',
      token: { name: secretName, key: apiKey },
    });

    this.connection = {
      endpoints: [{ peer: podsNamed(name), ports: [http] }],
      settings: {
        QDRANT_URL: `http://${name}:${http}`,
        QDRANT_NODES: Array.from(
          { length: nodes },
          (_, index) => `http://${name}-${index}.${nodesName(name)}:${http}`,
        ),
        QDRANT_REPLICATION_FACTOR: copies,
        QDRANT_WRITE_CONSISTENCY: copies > 2 ? Math.floor(copies / 2) + 1 : 1,
      },
      secrets: { [apiKey]: { template: `{{ .${apiKey} }}`, properties: [apiKey] } },
    };
    this.pods = [{ pods: nodes, resources }];
  }
}
