import { readFileSync } from 'node:fs';
import {
  ConfigurationError,
  deployed,
  type Environment,
  prefixes,
  readConfiguration,
  readEnvironment,
  type Service,
} from '@octollm/catalogue';
import { UserError } from '../output/index.ts';
import { type EnvironmentSources, settingsFor } from './environment.ts';

const readFile = (path: string): string => readFileSync(path, 'utf8');

/** Every variable that claims to be the platform's, whichever service it is for. */
const ours = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix))),
  );

const problemsOf = (service: Service, sources: EnvironmentSources): readonly string[] => {
  const settings = settingsFor(service, sources);
  // Only names count here: what the service does not read is given as a text without a meaning.
  const others = Object.keys({ ...ours(sources.dotEnv), ...ours(sources.environment) }).filter(
    (name) => !(name.replace(/_FILE$/, '') in service.settings),
  );
  try {
    readConfiguration(
      service,
      { ...Object.fromEntries(others.map((name) => [name, ''])), ...settings },
      readFile,
    );
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

/** The `.env` file is the platform's own: what no service reads is a mistake there, whatever it is called. */
const unknownInDotEnv = (dotEnv: Environment): readonly string[] => {
  const knownNames = new Set(deployed.flatMap(({ settings }) => Object.keys(settings)));
  try {
    readEnvironment({ service: '.env', settings: {}, knownNames, prefixes: [''] }, dotEnv, readFile);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

/**
 * Checks the variables of every service, and the names in the `.env` file, before anything starts.
 * @throws UserError that says everything that is wrong, each thing once
 */
export const checkConfiguration = (
  services: readonly Service[],
  sourcesOf: (service: Service) => EnvironmentSources,
): void => {
  const problems = new Set(
    services.flatMap((service) => {
      const sources = sourcesOf(service);
      return [...problemsOf(service, sources), ...unknownInDotEnv(sources.dotEnv)];
    }),
  );
  if (problems.size === 0) return;
  const list = [...problems].map((problem) => `  - ${problem}`).join('\n');
  throw new UserError(`The environment or the .env file is not valid; nothing was started.\n${list}`);
};

/**
 * The PostgreSQL that the environment or the .env file names, or undefined: then the stack runs its own.
 */
export const externalDatabase = (
  services: readonly Service[],
  sources: Omit<EnvironmentSources, 'generated'>,
): string | undefined => {
  const service = services.find(({ settings }) => 'DATABASE_URL' in settings);
  if (service === undefined) return undefined;
  const settings = settingsFor(service, { ...sources, generated: {} });
  const path = settings['DATABASE_URL_FILE'];
  return settings['DATABASE_URL'] ?? (path === undefined ? undefined : readFile(path).trim());
};
