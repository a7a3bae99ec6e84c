import {
  ConfigurationError,
  deployed,
  readEnvironment,
  type Service,
  type Settings,
} from '@octollm/catalogue';

type Configured = Pick<Service, 'name' | 'settings'> & Partial<Pick<Service, 'rules'>>;

/** The values of files are in the cluster: all that can be checked here is that the setting is one of the service's. */
const withUnreadFiles = (settings: Settings, files: readonly string[]): Settings =>
  Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [
      name,
      files.includes(name) ? { ...setting, parse: (raw: string) => raw } : setting,
    ]),
  );

/**
 * Reads the variables of a pod as the service will. Unlike in a process, where other programs leave variables behind,
 * every name is meant for this service: one that it does not have is a mistake, whatever it begins with.
 * @throws ConfigurationError
 */
export const checkVariables = (
  service: Configured,
  variables: Readonly<Record<string, string>>,
  files: readonly string[],
): void => {
  readEnvironment(
    {
      service: service.name,
      settings: withUnreadFiles(service.settings, files),
      rules: service.rules,
      knownNames: new Set(Object.keys(service.settings)),
      prefixes: [''],
    },
    variables,
    () => 'in the cluster',
  );
};

const misplacement = (service: Configured, name: string): string | undefined => {
  if (service.settings[name] !== undefined)
    return service.settings[name].secret
      ? `${name} is a secret. Remove its value and list its name among those provided as files.`
      : undefined;
  const owner = deployed.find(({ settings }) => settings[name] !== undefined);
  return owner && `${name} is a variable of ${owner.name}, and ${service.name} does not have it. Remove it.`;
};

/**
 * Refuses values that do not belong in the environment of a service: those of secrets, for what an environment sets
 * ends in a ConfigMap and in git, and those of other services.
 * @throws ConfigurationError
 */
export const refuseMisplaced = (service: Configured, names: readonly string[]): void => {
  const problems = names
    .map((name) => misplacement(service, name))
    .filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ConfigurationError(service.name, problems);
};
