import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { type Image, imageReference } from '../image.ts';
import { storageClassName } from '../stores/storage-classes.ts';
import { claim } from '../stores/store-volumes.ts';
import { resourcesOf } from '../workload/resources.ts';
import { containerSecurity } from '../workload/security.ts';
import { type Mount, scratch } from '../workload/volumes.ts';

/** The folder that the containers of a drill share. */
export const drillFolder = '/drill';
const volumeName = 'drill';

/** A disk that is made for a run and goes with it: what is restored may be larger than the disk of a node. */
export const drillMount = (job: string, size: string): Mount => ({
  volume: {
    name: volumeName,
    ephemeral: { volumeClaimTemplate: claimTemplate(job, size) },
  },
  mount: { name: volumeName, mountPath: drillFolder },
});

const claimTemplate = (job: string, size: string): k8s.PersistentVolumeClaimTemplate => {
  const { metadata, spec } = claim(
    volumeName,
    job,
    { storageClass: storageClassName('scratch'), size },
    'none',
  );
  return { metadata: { labels: metadata?.labels ?? {} }, spec: spec ?? {} };
};

/** A store in a container beside the drill. */
export interface ScratchStore {
  readonly name: string;
  readonly image: Image;
  readonly resources: Resources;
  /** What starts it, in the foreground. */
  readonly command: string;
  /** The file that must be there first. @default none */
  readonly after?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

const untilThere = (...files: readonly string[]): string =>
  `until ${files.map((file) => `[ -e ${file} ]`).join(' || ')}; do sleep 1; done`;

const endFile = `${drillFolder}/done`;

/**
 * Ends with the shell once the drill says so: a Job is done when all containers of its pod are, and no image of a store
 * knows of that.
 */
const scriptOf = ({ command, after }: ScratchStore): string =>
  [...(after === undefined ? [] : [untilThere(after, endFile)]), `${command} &`, untilThere(endFile)].join(
    '\n',
  );

export const scratchContainer = (store: ScratchStore): k8s.Container => ({
  name: store.name,
  image: imageReference(store.image),
  imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', scriptOf(store)],
  ...(store.variables === undefined
    ? {}
    : { env: Object.entries(store.variables).map(([name, value]) => ({ name, value })) }),
  resources: resourcesOf(store.resources),
  securityContext: containerSecurity,
  volumeMounts: [scratch.mount, { name: volumeName, mountPath: drillFolder }],
});

/** Redis, on the file that the drill writes. */
export const scratchRedis = (image: Image, resources: Resources): ScratchStore => ({
  name: 'redis',
  image,
  resources,
  command: `redis-server --dir ${drillFolder}/redis --save '' --appendonly no --bind 127.0.0.1`,
  after: `${drillFolder}/redis/dump.rdb`,
});

/** A cluster of one node, because a snapshot of a node of a cluster holds a part of the shards alone. */
export const scratchQdrant = (image: Image, resources: Resources): ScratchStore => ({
  name: 'qdrant',
  image,
  resources,
  command: `mkdir -p ${drillFolder}/qdrant && ./entrypoint.sh --uri http://127.0.0.1:6335`,
  variables: {
    QDRANT_INIT_FILE_PATH: `${drillFolder}/qdrant/.initialised`,
    QDRANT__CLUSTER__ENABLED: 'true',
    QDRANT__SERVICE__HOST: '127.0.0.1',
    QDRANT__STORAGE__STORAGE_PATH: `${drillFolder}/qdrant/storage`,
    QDRANT__STORAGE__SNAPSHOTS_PATH: `${drillFolder}/qdrant/snapshots`,
    QDRANT__STORAGE__TEMP_PATH: `${drillFolder}/qdrant/tmp`,
    QDRANT__TELEMETRY_DISABLED: 'true',
  },
});
