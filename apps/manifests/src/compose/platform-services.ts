import type { Job, Service } from '@octollm/catalogue';
import { imageOf, secretsDirectory } from '@octollm/constructs';
import { composeEnvironment } from './compose-environment.ts';
import type { ComposeFile, ComposeService } from './compose-file.ts';
import { hardened, healthcheck, platformUser } from './hardened.ts';
import { mounted } from './secrets.ts';
import { configurationOf, type Described, variablesOf } from './variables.ts';

/** The networks that join containers; those inside lead nowhere else. */
export const networks = {
  edge: {},
  egress: {},
  services: { internal: true },
  stores: { internal: true },
} as const satisfies NonNullable<ComposeFile['networks']>;

/** Packages of Debian that an image needs beside Node. */
const packagesOf: Readonly<Record<string, string>> = { 'executor-arm': 'bubblewrap python3 git' };

const environment = composeEnvironment('dev');

const imageName = (described: Described): string =>
  described.kind === 'job' ? described.image : described.name;

/** The image of the release, or the one that is built here. */
const image = (described: Described): ComposeService => {
  const name = imageName(described);
  const { repository } = imageOf({ name }, environment);
  const packages = packagesOf[name];
  return {
    image: `${repository}:\${OCTOLLM_VERSION-${environment.version}}`,
    build: {
      context: '../..',
      dockerfile: 'tools/containers/Dockerfile',
      args: { APP: name, ...(packages === undefined ? {} : { PACKAGES: packages }) },
    },
  };
};

const networksOf = (described: Described): string[] => [
  ...(described.kind === 'gateway' ? ['edge'] : []),
  ...(described.egress.length === 0 ? [] : ['egress']),
  ...(described.kind === 'job' ? [] : ['services']),
  ...(described.stores.length === 0 ? [] : ['stores']),
];

/** A service waits for its stores and for their schema; whom it calls may start beside it. */
const dependenciesOf = (described: Described): NonNullable<ComposeService['depends_on']> => ({
  ...Object.fromEntries(
    described.stores.map(({ name }) => [name, { condition: 'service_healthy' as const }]),
  ),
  ...(described.name !== 'migration' && described.stores.some(({ name }) => name === 'postgres')
    ? { migration: { condition: 'service_completed_successfully' as const } }
    : {}),
  ...(described.kind === 'job'
    ? {}
    : Object.fromEntries(
        described.calls.map(({ name }) => [name, { condition: 'service_started' as const }]),
      )),
});

const common = (described: Described): ComposeService => ({
  ...image(described),
  ...hardened,
  user: platformUser,
  init: true,
  environment: variablesOf(described, environment),
  secrets: mounted(configurationOf(described, environment).files, secretsDirectory),
  networks: networksOf(described),
  depends_on: dependenciesOf(described),
});

/** `node` is the one program that every image of the platform has. */
const lives = ({ port, probes }: Service): string =>
  `fetch('http://127.0.0.1:${port}${probes.live}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;

/** The container of a service. */
export const serviceContainer = (service: Service): ComposeService => ({
  ...common(service),
  healthcheck: healthcheck(['CMD', 'node', '-e', lives(service)]),
  stop_grace_period: `${service.drainSeconds + 5}s`,
});

/** The container of a job: of one that a release needs it runs before the services, any other when somebody says so. */
export const jobContainer = (job: Job): ComposeService => ({
  ...common(job),
  command: ['node', `dist/apps/${job.image}/${job.program}.js`],
  restart: 'no',
  ...(job.runs.kind === 'scheduled' ? { profiles: ['jobs'] } : {}),
  ...('COLD_STORAGE_URL' in job.settings ? { volumes: ['archive:/var/lib/octollm'] } : {}),
});
