import { jobs } from './jobs/all.ts';
import type { ConfigOf, Service } from './service.ts';
import { operators, services } from './services/all.ts';
import { baseSettings } from './settings/base.ts';
import { type Environment, type ReadFile, readEnvironment } from './settings/environment.ts';
import { jwtSettings } from './settings/jwt.ts';
import { modelSettings, providerSettings } from './settings/providers.ts';
import { redisSettings } from './stores/redis.ts';

const settingNames: ReadonlySet<string> = new Set(
  [...services, ...operators, ...jobs].flatMap(({ settings }) => Object.keys(settings)),
);

/** Settings whose names other programs share: a variable that merely begins like one of them is none of ours. */
const sharedNames: ReadonlySet<string> = new Set(
  Object.keys({
    ...baseSettings(0),
    ...jwtSettings,
    ...modelSettings,
    ...providerSettings,
    ...redisSettings,
  }),
);

const firstWord = (name: string): string => name.slice(0, name.indexOf('_') + 1);

/** Beginnings of variable names that belong to the platform: a name that has one and is in no schema is a mistake. */
export const prefixes: readonly string[] = [
  ...new Set([
    'OCTOLLM_',
    // Other programs have settings that begin with AUTH_.
    'AUTH_JWT_',
    'AUTH_JWKS_',
    ...[...settingNames].filter((name) => name.includes('_') && !sharedNames.has(name)).map(firstWord),
  ]),
];

/**
 * Reads the configuration of a service from its environment.
 * @throws ConfigurationError that names every variable that is wrong and repeats no value
 */
export const readConfiguration = <
  S extends Pick<Service, 'name' | 'settings'> & Partial<Pick<Service, 'rules'>>,
>(
  service: S,
  environment: Environment,
  readFile: ReadFile,
): ConfigOf<S> =>
  readEnvironment(
    {
      service: service.name,
      settings: service.settings,
      rules: service.rules,
      knownNames: new Set([...settingNames, ...Object.keys(service.settings)]),
      prefixes,
    },
    environment,
    readFile,
  ) as ConfigOf<S>;
