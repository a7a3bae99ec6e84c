import { type Job, type Resources, reflexGateway, type Service } from '@octollm/catalogue';
import { imageReference, secretsDirectory } from '@octollm/constructs';
import { images } from '../images.ts';
import { composeEnvironment } from './compose-environment.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';
import { hardened, healthcheck, limits } from './hardened.ts';
import { mounted, mountedFolder, secretFiles } from './secrets.ts';
import { postgresReplica, qdrantPeer } from './stores.ts';
import { configurationOf, type Described } from './variables.ts';

const ports = { http: 8080, https: 8443 };

/** A full disk ends everything on a machine. */
const logging = {
  driver: 'json-file',
  options: { 'max-size': '10m', 'max-file': '5' },
} as const;

const amounts = (cpu: string, cpuLimit: string, memory: string, memoryLimit: string) => ({
  cpu: { request: cpu, limit: cpuLimit },
  memory: { request: memory, limit: memoryLimit },
});

const storeResources: Readonly<Record<string, Pick<Resources, 'cpu' | 'memory'>>> = {
  postgres: amounts('500m', '4', '512Mi', '2Gi'),
  'redis-queue': amounts('100m', '1', '128Mi', '768Mi'),
  'redis-cache': amounts('100m', '1', '64Mi', '384Mi'),
  qdrant: amounts('250m', '2', '512Mi', '4Gi'),
};

/** The keys of model providers come as files too: the operator names those that are there. */
const providerKeys = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY', 'COMPATIBLE_API_KEY'];
const providerFolder = '/run/secrets/providers';

const providerFiles = ({ settings }: Described): ComposeService => {
  const names = providerKeys.filter((name) => name in settings);
  return names.length === 0
    ? {}
    : {
        environment: Object.fromEntries(names.map((name) => [`${name}_FILE`, null])),
        volumes: [mountedFolder('providers', providerFolder)],
      };
};

const environment = composeEnvironment('production');
const developmentEnvironment = composeEnvironment('dev');

/** What a service is told in production and not in development. */
const difference = (described: Described): Readonly<Record<string, string>> => {
  const [usual, ours] = [developmentEnvironment, environment].map(
    (of) => configurationOf(described, of).variables,
  );
  return Object.fromEntries(Object.entries(ours ?? {}).filter(([name, value]) => usual?.[name] !== value));
};

const inProduction = (described: Described): ComposeService => {
  const usual = configurationOf(described, developmentEnvironment).files;
  const added = configurationOf(described, environment).files.filter((name) => !usual.includes(name));
  const providers = providerFiles(described);
  return {
    ...providers,
    environment: { ...providers.environment, ...difference(described) },
    ...(added.length === 0 ? {} : { secrets: mounted(added, secretsDirectory) }),
    ...limits(described.resources),
    logging,
  };
};

const certificates = ['TLS_CERTIFICATE', 'TLS_KEY'] as const;

const nginx: ComposeService = {
  ...hardened,
  image: imageReference(images.nginx),
  user: '101:101',
  ports: [`80:${ports.http}`, `443:${ports.https}`],
  volumes: ['./nginx/nginx.conf:/etc/nginx/nginx.conf:ro'],
  secrets: mounted(certificates, '/run/secrets'),
  networks: ['edge'],
  depends_on: { [reflexGateway.name]: { condition: 'service_healthy' } },
  healthcheck: healthcheck(['CMD', 'nginx', '-t', '-q']),
  ...limits(amounts('100m', '1', '64Mi', '256Mi')),
  logging,
};

/** What `nginx.conf` is made with. */
export const nginxOptions = {
  httpPort: ports.http,
  httpsPort: ports.https,
  gateway: `${reflexGateway.name}:${reflexGateway.port}`,
  // The DNS of Docker.
  resolver: '127.0.0.11',
  certificate: '/run/secrets/TLS_CERTIFICATE',
  certificateKey: '/run/secrets/TLS_KEY',
  scratch: '/tmp',
} as const;

/** What differs in production: TLS in front, limits, logs that rotate, standbys, and no key in a variable. */
export const productionFile = (services: readonly Service[], jobs: readonly Job[]): ComposeFile => {
  const bounded = (name: string, service: ComposeService): ComposeService => ({
    ...service,
    ...limits(storeResources[name] ?? amounts('100m', '1', '64Mi', '256Mi')),
    logging,
  });
  const all = {
    ...Object.fromEntries(Object.keys(storeResources).map((name) => [name, bounded(name, {})])),
    'postgres-replica': bounded('postgres', postgresReplica),
    'qdrant-2': bounded('qdrant', qdrantPeer('qdrant-2')),
    'qdrant-3': bounded('qdrant', qdrantPeer('qdrant-3')),
    ...Object.fromEntries(
      [...jobs, ...services].map((described) => [described.name, inProduction(described)]),
    ),
    nginx,
  };
  return {
    services: all,
    volumes: { 'postgres-replica': {}, 'qdrant-2': {}, 'qdrant-3': {} },
    secrets: secretFiles(all),
  };
};
