import { quantityIn } from '@octollm/catalogue';
import type { StoreVolume } from '../store-volumes.ts';
import { plainResources } from './plain-resources.ts';
import type { CnpgProps } from './postgres-ha.ts';
import { credentialsName, databaseName, instancePods, madeLabels } from './postgres-names.ts';

/** What a cluster is made from, beside its names. */
export interface ClusterSpecProps
  extends Pick<CnpgProps, 'instances' | 'resources' | 'volume' | 'logVolume' | 'maxConnections'> {
  readonly imageName: string;
  readonly priorityClass: string;
  readonly objectStore: string;
}

const storage = ({ storageClass, size }: StoreVolume): object => ({
  storageClass,
  size,
  resizeInUseVolumes: true,
});

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)}MB`;

/** A quarter of the memory for PostgreSQL's own cache: the manual's advice for a server with nothing else on it. */
const sharedBuffers = (memory: number): string => mebibytes(memory / 4);

/** The manual: what is left for the cache of the file system, which the planner reckons with. */
const effectiveCacheSize = (memory: number): string => mebibytes(memory / 2);

/**
 * A cluster whose primary waits for one standby before it says that something is written, as long as there is one; whose
 * log is archived after five minutes at the latest, which is how much a disaster can cost; and whose standbys take over
 * in seconds. The operator makes the disruption budgets itself.
 */
export const clusterSpec = (props: ClusterSpecProps): object => {
  const { instances, resources, volume, logVolume, maxConnections, imageName, priorityClass } = props;
  const memory = quantityIn(resources.memory.limit) ?? 0;
  return {
    instances,
    imageName,
    inheritedMetadata: { labels: { ...madeLabels } },
    primaryUpdateStrategy: 'unsupervised',
    primaryUpdateMethod: 'switchover',
    enablePDB: true,
    enableSuperuserAccess: false,
    priorityClassName: priorityClass,
    resources: plainResources(resources),
    storage: storage(volume),
    walStorage: storage(logVolume),
    affinity: {
      enablePodAntiAffinity: true,
      podAntiAffinityType: 'preferred',
      topologyKey: 'kubernetes.io/hostname',
    },
    topologySpreadConstraints: [
      {
        labelSelector: { matchLabels: { ...instancePods } },
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
      },
    ],
    bootstrap: {
      initdb: {
        database: databaseName,
        owner: databaseName,
        secret: { name: credentialsName },
        encoding: 'UTF8',
        dataChecksums: true,
      },
    },
    postgresql: {
      synchronous: { method: 'any', number: 1, dataDurability: 'preferred' },
      parameters: {
        max_connections: String(maxConnections),
        shared_buffers: sharedBuffers(memory),
        effective_cache_size: effectiveCacheSize(memory),
        archive_timeout: '5min',
        // A standby that is away catches up from the log without filling the volume.
        max_slot_wal_keep_size: mebibytes((quantityIn(logVolume.size) ?? 0) / 2),
        log_min_duration_statement: '10s',
        'pg_stat_statements.max': '5000',
        'pg_stat_statements.track': 'top',
      },
    },
    plugins: [
      {
        name: 'barman-cloud.cloudnative-pg.io',
        enabled: true,
        isWALArchiver: true,
        parameters: { barmanObjectName: props.objectStore },
      },
    ],
  };
};
