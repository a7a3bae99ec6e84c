import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { secretsDirectory } from '../../configuration/pod-configuration.ts';
import type { Image } from '../../image.ts';
import { exporterContainer } from '../exporter.ts';
import {
  execProbe,
  livenessTiming,
  openPort,
  readinessTiming,
  slowStart,
  storeContainer,
} from '../store-container.ts';
import { configurationFolder, redisPorts } from './redis-ports.ts';

/** The images of a Redis. */
export interface RedisImages {
  readonly redis: Image;
  readonly exporter: Image;
}

/** What the containers of a pod have in common. */
export interface RedisContainerProps {
  readonly images: RedisImages;
  /** The key of the Secret that holds the password. */
  readonly passwordKey: string;
  readonly mounts: readonly k8s.VolumeMount[];
  /** What the scripts are told besides. */
  readonly variables?: Readonly<Record<string, string>>;
}

const run = (script: string): readonly string[] => ['sh', `${configurationFolder}/${script}`];

const variablesOf = ({ passwordKey, variables }: RedisContainerProps): Readonly<Record<string, string>> => ({
  REDIS_PASSWORD_FILE: `${secretsDirectory}/${passwordKey}`,
  ...variables,
});

/** Redis itself. Being alive is to take connections: while it reads its file back it answers nobody. */
export const redisContainer = (
  props: RedisContainerProps & { readonly resources: Resources; readonly preStop?: string },
): k8s.Container =>
  storeContainer({
    name: 'redis',
    image: props.images.redis,
    command: run('start-redis.sh'),
    variables: variablesOf(props),
    ports: { redis: redisPorts.redis },
    resources: props.resources,
    startup: execProbe(run('check-redis.sh'), slowStart),
    readiness: execProbe(run('check-redis.sh'), readinessTiming),
    liveness: openPort('redis', livenessTiming),
    ...(props.preStop === undefined ? {} : { preStop: run(props.preStop) }),
    mounts: props.mounts,
  });

/** What a sentinel takes. */
export const sentinelResources: Resources = {
  cpu: { request: '20m', limit: '200m' },
  memory: { request: '32Mi', limit: '128Mi' },
  ephemeralStorage: { request: '16Mi', limit: '64Mi' },
};

/** One of those that watch the master and choose another. */
export const sentinelContainer = (props: RedisContainerProps): k8s.Container =>
  storeContainer({
    name: 'sentinel',
    image: props.images.redis,
    command: run('start-sentinel.sh'),
    variables: variablesOf(props),
    ports: { sentinel: redisPorts.sentinel },
    resources: sentinelResources,
    startup: execProbe(run('check-sentinel.sh'), slowStart),
    readiness: execProbe(run('check-sentinel.sh'), readinessTiming),
    liveness: openPort('sentinel', livenessTiming),
    mounts: props.mounts,
  });

/** https://github.com/oliver006/redis_exporter */
export const redisExporter = (
  { images, passwordKey }: RedisContainerProps,
  secrets: k8s.VolumeMount,
): k8s.Container =>
  exporterContainer({
    image: images.exporter,
    script: `REDIS_PASSWORD=$(cat ${secretsDirectory}/${passwordKey}) exec /redis_exporter`,
    variables: { REDIS_ADDR: `redis://127.0.0.1:${redisPorts.redis}` },
    port: redisPorts.metrics,
    secrets,
  });
