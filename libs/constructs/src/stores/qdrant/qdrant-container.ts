import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { secretsDirectory } from '../../configuration/pod-configuration.ts';
import type { Image } from '../../image.ts';
import { answering, livenessTiming, readinessTiming, slowStart, storeContainer } from '../store-container.ts';
import { nodesName } from '../store-workload.ts';

/** What the store is called in the catalogue. */
export const qdrantName = 'qdrant';

/** The key of the Secret, and the property of the secret entry, that every request must show. */
export const apiKey = 'QDRANT_API_KEY';

/** Where requests come, and what the nodes say to each other. */
export const qdrantPorts = { http: 6_333, peers: 6_335 } as const;

/** Where a node keeps its files and finds its script. */
export const qdrantFolders = {
  storage: '/qdrant/storage',
  snapshots: '/qdrant/snapshots',
  init: '/qdrant/init',
  scripts: '/etc/octollm',
} as const;

export interface QdrantContainerProps {
  readonly image: Image;
  readonly resources: Resources;
  /** Whether there are other nodes. */
  readonly several: boolean;
  readonly mounts: readonly k8s.VolumeMount[];
}

const ofCluster = {
  QDRANT__CLUSTER__ENABLED: 'true',
  QDRANT__CLUSTER__P2P__PORT: String(qdrantPorts.peers),
  NODES: nodesName(qdrantName),
  PEER_PORT: String(qdrantPorts.peers),
};

/** A node. Qdrant answers the paths of its probes without the key. */
export const qdrantContainer = ({ image, resources, several, mounts }: QdrantContainerProps): k8s.Container =>
  storeContainer({
    name: qdrantName,
    image,
    command: ['sh', `${qdrantFolders.scripts}/start-qdrant.sh`],
    variables: {
      API_KEY_FILE: `${secretsDirectory}/${apiKey}`,
      QDRANT_INIT_FILE_PATH: `${qdrantFolders.init}/.qdrant-initialized`,
      QDRANT__STORAGE__STORAGE_PATH: qdrantFolders.storage,
      QDRANT__STORAGE__SNAPSHOTS_PATH: qdrantFolders.snapshots,
      QDRANT__STORAGE__TEMP_PATH: `${qdrantFolders.snapshots}/tmp`,
      QDRANT__TELEMETRY_DISABLED: 'true',
      ...(several ? ofCluster : {}),
    },
    ports: several ? qdrantPorts : { http: qdrantPorts.http },
    resources,
    startup: answering('/readyz', 'http', slowStart),
    readiness: answering('/readyz', 'http', readinessTiming),
    liveness: answering('/livez', 'http', livenessTiming),
    mounts,
  });
