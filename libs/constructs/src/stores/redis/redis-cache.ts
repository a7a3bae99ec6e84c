import type { Resources } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../../labels.ts';
import { podsNamed } from '../../network/peers.ts';
import { ServiceMonitor } from '../../service/service-monitor.ts';
import { exporterResources } from '../exporter.ts';
import { type StoreProps, storeIdentity, storePriority } from '../store-base.ts';
import type { StoreConnection } from '../store-connection.ts';
import { StoreNetworkPolicy } from '../store-network-policy.ts';
import { type PodShare, storePod, together } from '../store-pods.ts';
import { emptyFolder } from '../store-volumes.ts';
import { storeService } from '../store-workload.ts';
import { type CacheEviction, cacheConfiguration } from './redis-configuration.ts';
import { type RedisImages, redisContainer, redisExporter } from './redis-containers.ts';
import { RedisFiles } from './redis-files.ts';
import { dataFolder, redisPorts } from './redis-ports.ts';
import { checkRedis, startSingle } from './redis-scripts.ts';

export interface RedisCacheProps extends StoreProps {
  readonly images: RedisImages;
  readonly resources: Resources;
  /**
   * What it forgets first.
   * @default allkeys-lru
   */
  readonly eviction?: CacheEviction;
}

/** What the store is called in the catalogue. */
const name = 'redis-cache';
const passwordKey = 'CACHE_REDIS_PASSWORD';
const gracePeriodSeconds = 30;

/**
 * Redis in the role of the cache: one process that forgets rather than refuses and keeps nothing on disk. It is always
 * one: two that know nothing of each other would count limits twice. Services go on without it, each by itself.
 */
export class RedisCache extends Construct {
  /** How clients reach it. */
  readonly connection: StoreConnection;
  /** What a quota must have room for. */
  readonly pods: readonly PodShare[];

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const { images, resources, eviction = 'allkeys-lru', environment } = props;
    const identity = storeIdentity(name, images.redis.tag);
    const labels = recommendedLabels(identity);
    const metadata = { name, labels };

    const files = new RedisFiles(this, 'files', {
      name,
      labels,
      environment,
      passwordKey,
      files: {
        'redis.conf': cacheConfiguration(resources, eviction),
        'check-redis.sh': checkRedis,
        'start-redis.sh': startSingle,
      },
    });
    new k8s.KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });

    const folders = [...files.mounts, emptyFolder('data', dataFolder)];
    const common = { images, passwordKey, mounts: folders.map(({ mount }) => mount) };
    new k8s.KubeDeployment(this, 'deployment', {
      metadata,
      spec: {
        replicas: 1,
        // The old one goes first: for a moment there is no cache, and never are there two.
        strategy: { type: 'Recreate' },
        revisionHistoryLimit: 5,
        selector: { matchLabels: selectorLabels(name) },
        template: storePod({
          identity,
          replicas: 1,
          priority: storePriority(props),
          containers: [redisContainer({ ...common, resources }), redisExporter(common, files.secrets.mount)],
          mounts: folders,
          gracePeriodSeconds,
          annotations: files.annotations,
        }),
      },
    });
    storeService(this, identity, { redis: redisPorts.redis, metrics: redisPorts.metrics });
    new StoreNetworkPolicy(this, 'network-policy', {
      name,
      labels,
      clients: props.clients,
      prometheus: props.prometheus,
      clientPorts: [redisPorts.redis],
      metricsPort: redisPorts.metrics,
    });
    new ServiceMonitor(this, 'service-monitor', { name, labels, selector: selectorLabels(name) });

    this.connection = {
      endpoints: [{ peer: podsNamed(name), ports: [redisPorts.redis] }],
      settings: {},
      secrets: {
        CACHE_REDIS_URL: {
          template: `redis://:{{ .${passwordKey} | urlquery }}@${name}:${redisPorts.redis}`,
          properties: [passwordKey],
        },
      },
    };
    this.pods = [{ pods: 1, resources: together([resources, exporterResources]) }];
  }
}
