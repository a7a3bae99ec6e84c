import type { Resources } from '@octollm/catalogue';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../../labels.ts';
import { podsNamed } from '../../network/peers.ts';
import { ServiceMonitor } from '../../service/service-monitor.ts';
import { exporterResources } from '../exporter.ts';
import { type StoreProps, storeIdentity, storePriority } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import { StoreNetworkPolicy } from '../store-network-policy.ts';
import { type PodShare, together } from '../store-pods.ts';
import { claim, type StoreVolume } from '../store-volumes.ts';
import { StoreWorkload } from '../store-workload.ts';
import { queueFiles } from './queue-files.ts';
import {
  type RedisImages,
  redisContainer,
  redisExporter,
  sentinelContainer,
  sentinelResources,
} from './redis-containers.ts';
import { RedisFiles } from './redis-files.ts';
import { dataFolder, redisPorts } from './redis-ports.ts';
import {
  masterName,
  members,
  type SentinelTiming,
  sentinelAddresses,
  sentinelVariables,
} from './sentinels.ts';

export interface RedisQueueProps extends StoreProps {
  /** `sentinel`: a master and two replicas, each with a sentinel beside it. `single`: one Redis. */
  readonly flavour: 'sentinel' | 'single';
  readonly images: RedisImages;
  readonly resources: Resources;
  readonly volume: StoreVolume;
  /**
   * How the sentinels notice a failure.
   * @default the defaults of its parts
   */
  readonly timing?: SentinelTiming;
}

/** What the store is called in the catalogue. */
const name = 'redis-queue';
const passwordKey = 'QUEUE_REDIS_PASSWORD';
/** Redis writes what it holds to disk. */
const gracePeriodSeconds = 60;

/**
 * Redis in the role of the queue: it keeps every job, on disk too. With sentinels a replica takes over when the master
 * is gone, and clients ask the sentinels who the master is.
 */
export class RedisQueue extends Construct {
  /** How clients reach it. */
  readonly connection: StoreConnection;
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];

  constructor(scope: Construct, id: string, props: RedisQueueProps) {
    super(scope, id);
    const { images, resources, volume, environment } = props;
    const replicated = props.flavour === 'sentinel';
    const replicas = replicated ? members : 1;
    const identity = storeIdentity(name, images.redis.tag);
    const labels = recommendedLabels(identity);

    const files = new RedisFiles(this, 'files', {
      name,
      labels,
      environment,
      passwordKey,
      files: queueFiles(resources, replicated),
    });
    const common = {
      images,
      passwordKey,
      mounts: [...files.mounts.map(({ mount }) => mount), { name: 'data', mountPath: dataFolder }],
      variables: replicated ? sentinelVariables(name, environment.namespace, props.timing) : {},
    };
    const { redis, sentinel, metrics } = redisPorts;
    new StoreWorkload(this, 'workload', {
      identity,
      replicas,
      priority: storePriority(props),
      containers: [
        redisContainer({ ...common, resources, ...(replicated ? { preStop: 'hand-over.sh' } : {}) }),
        ...(replicated ? [sentinelContainer(common)] : []),
        redisExporter(common, files.secrets.mount),
      ],
      mounts: files.mounts,
      claims: [claim('data', name, volume, 'cron-job')],
      gracePeriodSeconds,
      annotations: files.annotations,
      ports: replicated ? redisPorts : { redis, metrics },
      // Only the master takes writes: who asks for any of several pods asks a sentinel.
      servicePorts: replicated ? { sentinel, metrics } : { redis, metrics },
    });
    const ports = replicated ? [redis, sentinel] : [redis];
    new StoreNetworkPolicy(this, 'network-policy', {
      name,
      labels,
      clients: props.clients,
      prometheus: props.prometheus,
      clientPorts: ports,
      metricsPort: metrics,
      ...(replicated ? { peerPorts: ports } : {}),
    });
    new ServiceMonitor(this, 'service-monitor', { name, labels, selector: selectorLabels(name) });

    const password = `:{{ .${passwordKey} | urlquery }}@`;
    this.connection = {
      endpoints: [{ peer: podsNamed(name), ports }],
      settings: {},
      secrets: {
        QUEUE_REDIS_URL: {
          template: replicated
            ? `redis-sentinel://${password}${sentinelAddresses(name, environment.namespace)}#${masterName}`
            : `redis://${password}${name}:${redis}`,
          properties: [passwordKey],
        },
      },
    };
    const containers = [resources, ...(replicated ? [sentinelResources] : []), exporterResources];
    this.pods = [{ pods: replicas, resources: together(containers) }];
  }
}
