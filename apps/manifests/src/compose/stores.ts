import { imageReference } from '@octollm/constructs';
import { images } from '../images.ts';
import type { ComposeService } from './compose-file.ts';
import { hardened, healthcheck } from './hardened.ts';
import { mounted } from './secrets.ts';

/** The users of the images: with another than root they change no owner, and need no capability for it. */
const postgresUser = '999:999';
const redisUser = '999:1000';
const qdrantUser = '1000:1000';

const secretsFolder = '/run/secrets';
const configuration = '/etc/octollm';

const postgresBase = {
  ...hardened,
  image: imageReference(images.postgres),
  user: postgresUser,
  tmpfs: ['/tmp', '/run/postgresql'],
  shm_size: '256m',
  networks: ['stores'],
  healthcheck: healthcheck(['CMD', 'pg_isready', '--host', '127.0.0.1', '--username', 'octollm']),
  // PostgreSQL ends its sessions and writes what it holds.
  stop_grace_period: '60s',
} as const satisfies ComposeService;

export const postgres: ComposeService = {
  ...postgresBase,
  command: [
    'postgres',
    '-c',
    'max_connections=200',
    '-c',
    'shared_buffers=256MB',
    '-c',
    'wal_keep_size=512MB',
  ],
  environment: {
    POSTGRES_DB: 'octollm',
    POSTGRES_USER: 'octollm',
    POSTGRES_PASSWORD_FILE: `${secretsFolder}/POSTGRES_PASSWORD`,
  },
  secrets: mounted(['POSTGRES_PASSWORD', 'REPLICATION_PASSWORD'], secretsFolder),
  volumes: [
    'postgres:/var/lib/postgresql/data',
    './postgres/replication.sh:/docker-entrypoint-initdb.d/replication.sh:ro',
  ],
};

/** A standby that answers lists, usage and searches. */
export const postgresReplica: ComposeService = {
  ...postgresBase,
  entrypoint: ['sh', `${configuration}/replica.sh`],
  secrets: mounted(['REPLICATION_PASSWORD'], secretsFolder),
  volumes: [
    'postgres-replica:/var/lib/postgresql/data',
    `./postgres/replica.sh:${configuration}/replica.sh:ro`,
  ],
  depends_on: { postgres: { condition: 'service_healthy' } },
};

const redis = (role: string, options: readonly string[]): ComposeService => ({
  ...hardened,
  image: imageReference(images.redis),
  user: redisUser,
  command: ['redis-server', '--aclfile', `${secretsFolder}/${role}_ACL`, ...options],
  secrets: mounted([`${role}_ACL`], secretsFolder),
  networks: ['stores'],
  // Without a password it answers that it wants one: so it lives, and has read its data.
  healthcheck: healthcheck(['CMD-SHELL', "redis-cli ping | grep -qE 'PONG|NOAUTH'"]),
  stop_grace_period: '30s',
});

/** Jobs that wait: nothing is evicted, and what was acknowledged is on the disk. */
export const redisQueue: ComposeService = {
  ...redis('QUEUE_REDIS', [
    '--appendonly',
    'yes',
    '--maxmemory',
    '512mb',
    '--maxmemory-policy',
    'noeviction',
  ]),
  volumes: ['redis-queue:/data'],
};

/** What may be lost at any moment: the least recently used goes, and nothing is on the disk. */
export const redisCache: ComposeService = {
  ...redis('CACHE_REDIS', [
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory',
    '256mb',
    '--maxmemory-policy',
    'allkeys-lru',
  ]),
  tmpfs: ['/tmp', '/data'],
};

const qdrantNode = (name: string): ComposeService => ({
  ...hardened,
  image: imageReference(images.qdrant),
  user: qdrantUser,
  tmpfs: ['/tmp', '/qdrant/init'],
  environment: {
    QDRANT_INIT_FILE_PATH: '/qdrant/init/.qdrant-initialized',
    QDRANT__STORAGE__STORAGE_PATH: '/qdrant/storage/data',
    QDRANT__STORAGE__SNAPSHOTS_PATH: '/qdrant/storage/snapshots',
    QDRANT__STORAGE__TEMP_PATH: '/qdrant/storage/snapshots/tmp',
    QDRANT__TELEMETRY_DISABLED: 'true',
    QDRANT__CLUSTER__ENABLED: `\${QDRANT_CLUSTER-false}`,
  },
  secrets: mounted(['QDRANT_CONFIGURATION'], secretsFolder).map(({ source }) => ({
    source,
    target: '/qdrant/config/local.yaml',
  })),
  networks: ['stores'],
  volumes: [`${name}:/qdrant/storage`],
  // The image has neither curl nor wget.
  healthcheck: healthcheck([
    'CMD',
    'bash',
    '-c',
    "exec 3<>/dev/tcp/127.0.0.1/6333 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q ' 200 ' <&3",
  ]),
  stop_grace_period: '60s',
});

const peers = 6335;
const address = (name: string): string => `http://${name}:${peers}`;

/** The first node: alone, or the one that others join. */
export const qdrant: ComposeService = {
  ...qdrantNode('qdrant'),
  command: ['./entrypoint.sh', '--uri', address('qdrant')],
};

/** A node of the profile `qdrant-cluster`. */
export const qdrantPeer = (name: string): ComposeService => ({
  ...qdrantNode(name),
  profiles: ['qdrant-cluster'],
  command: ['./entrypoint.sh', '--bootstrap', address('qdrant'), '--uri', address(name)],
  depends_on: { qdrant: { condition: 'service_healthy' } },
});
