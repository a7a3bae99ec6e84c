import { type Service, startOrder } from '@octollm/catalogue';
import { imageReference } from '@octollm/constructs';
import { images } from '../images.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';
import { hardened } from './hardened.ts';
import { mounted, secretFiles } from './secrets.ts';

/** Only this machine reaches what development opens. */
const local = '127.0.0.1';

/** Runs the bundle of the working copy, again after every build of it (`npm run build:watch`). */
const reloaded = ({ name, kind, port }: Service): ComposeService => ({
  image: `octollm-development/${name}`,
  build: { target: 'build' },
  working_dir: '/src',
  command: ['node', '--watch', `dist/apps/${name}/main.js`],
  volumes: [`../../dist/apps/${name}:/src/dist/apps/${name}:ro`],
  ...(kind === 'gateway' ? { ports: [`${local}:${port}:${port}`] } : {}),
});

const adminer: ComposeService = {
  ...hardened,
  image: imageReference(images.adminer),
  user: '1000:1000',
  environment: { ADMINER_DEFAULT_SERVER: 'postgres' },
  ports: [`${local}:8081:8080`],
  networks: ['edge', 'stores'],
  depends_on: { postgres: { condition: 'service_healthy' } },
};

const redisCommander: ComposeService = {
  ...hardened,
  image: imageReference(images.redisCommander),
  // It writes its configuration when it starts.
  read_only: false,
  environment: {
    REDIS_HOSTS: 'queue:redis-queue:6379,cache:redis-cache:6379',
    REDIS_PASSWORD_FILE: '/run/secrets/REDIS_PASSWORD',
  },
  secrets: mounted(['REDIS_PASSWORD'], '/run/secrets'),
  ports: [`${local}:8082:8081`],
  networks: ['edge', 'stores'],
  depends_on: { 'redis-queue': { condition: 'service_healthy' } },
};

/** What differs on the machine of a developer: sources that are seen at once, and windows into the stores. */
export const developmentFile = (services: readonly Service[]): ComposeFile => {
  const all = {
    ...Object.fromEntries(startOrder(services).map((service) => [service.name, reloaded(service)])),
    adminer,
    'redis-commander': redisCommander,
  };
  return { services: all, secrets: secretFiles(all) };
};
