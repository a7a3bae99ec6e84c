import { createHash } from 'node:crypto';
import type { Service } from '@octollm/catalogue';
import type { PlatformEnvironment } from '../environment.ts';
import { modelServerSettings } from '../ollama/model-server.ts';
import { storeSecrets, storeSettings } from '../stores/store-connection.ts';
import { checkVariables, refuseMisplaced } from './check.ts';
import type { Overrides } from './overrides.ts';
import { variableText } from './text.ts';

/** Where a pod finds its files, one a setting and named after it. */
export const secretsDirectory = '/var/run/secrets/octollm';

/** The Secret that holds the files of a service. It is made from the secret store, never from git. */
export const secretsName = (service: Pick<Service, 'name'>): string => `${service.name}-secrets`;

/** All that a pod is configured with. */
export interface PodConfiguration {
  /** The data of the ConfigMap: every setting with its value, or `NAME_FILE` with the path of its file. */
  readonly variables: Readonly<Record<string, string>>;
  /** The settings whose values are files: the keys of the Secret. */
  readonly files: readonly string[];
  /** Changes with the variables, so that a pod template that carries it rolls the pods. */
  readonly checksum: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A service, or a job, which listens nowhere. */
type Configured = Pick<Service, 'name' | 'settings'> &
  Partial<Pick<Service, 'rules' | 'port' | 'metricsPort'>>;

/** The values that somebody who has these settings can take. */
const ofThose = ({ settings }: Configured, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in settings));

const fileSettings = (service: Configured, provided: readonly string[]): string[] =>
  Object.entries(service.settings)
    .filter(([name, setting]) => provided.includes(name) || (setting.secret && setting.required))
    .map(([name]) => name)
    .sort();

/** Defaults are written out, so that the ConfigMap shows the whole truth; those of secrets stay in the code. */
const defaultsOf = (service: Configured, files: readonly string[]): Values =>
  Object.fromEntries(
    Object.entries(service.settings)
      .filter(([name, setting]) => !setting.secret && !files.includes(name))
      .map(([name, setting]) => [name, setting.default]),
  );

const collectorUrl = ({ traces }: PlatformEnvironment): string | undefined =>
  traces === undefined ? undefined : `http://${traces.name}.${traces.namespace}:${traces.port}`;

/** What the manifests themselves decide: a pod that listened elsewhere would not be found. */
const placement = (service: Configured, environment: PlatformEnvironment): Values =>
  ofThose(service, {
    OCTOLLM_ENVIRONMENT: environment.name,
    HOST: '0.0.0.0',
    PORT: service.port,
    METRICS_PORT: service.metricsPort,
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl(environment),
  });

const texts = (values: Values): [string, string][] =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, variableText(name, value)]);

const checksumOf = (variables: Readonly<Record<string, string>>): string => {
  const ordered = Object.keys(variables)
    .sort()
    .map((name) => [name, variables[name]]);
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex');
};

/**
 * Works out the configuration of a service's pods in an environment and reads it once as the service will.
 * @throws ConfigurationError when the service would not start with it
 */
export const podConfiguration = (
  service: Configured,
  environment: PlatformEnvironment,
  overrides: Overrides<Configured>,
): PodConfiguration => {
  const { provided = [], connections, models } = environment;
  const files = fileSettings(service, [...provided, ...Object.keys(storeSecrets(connections))]);
  const chosen: Values = {
    ...ofThose(service, { ...storeSettings(connections), ...modelServerSettings(models) }),
    ...environment.settings,
    ...overrides,
  };
  const variables = Object.fromEntries([
    ...texts({ ...defaultsOf(service, files), ...chosen, ...placement(service, environment) }),
    ...files.map((name) => [`${name}_FILE`, `${secretsDirectory}/${name}`]),
  ]);
  refuseMisplaced(service, Object.keys(chosen));
  checkVariables(service, variables, files);
  return { variables, files, checksum: checksumOf(variables) };
};
