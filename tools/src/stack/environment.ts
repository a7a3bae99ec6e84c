import type { Environment, Service } from '@octollm/catalogue';

/** Where the variables of a service come from. Later ones win: generated, `.env`, the environment. */
export interface EnvironmentSources {
  /** What the stack itself decides or makes. */
  readonly generated: Environment;
  readonly dotEnv: Environment;
  readonly environment: Environment;
}

/** One value would serve all services, so they cannot come from outside: the stack gives each its own. */
export const decidedByStack: ReadonlySet<string> = new Set(['HOST', 'PORT', 'METRICS_PORT']);

/** What a process needs of its surroundings whatever it does: programs, home, time zone, proxies, certificates. */
const surroundings = [
  'PATH',
  'HOME',
  'TZ',
  'TMPDIR',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
];

const defined = (environment: Environment): [string, string][] =>
  Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);

/** The variables of `names` and their `NAME_FILE` forms that one source sets. */
const chosen = (environment: Environment, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    defined(environment).filter(
      ([name]) => names.includes(name) || names.includes(name.replace(/_FILE$/, '')),
    ),
  );

/** Lets a stronger source replace a value in either form: `NAME_FILE` given above replaces `NAME` given below. */
const over = (below: Record<string, string>, above: Record<string, string>): Record<string, string> => {
  const replaced = new Set(Object.keys(above).map((name) => name.replace(/_FILE$/, '')));
  const kept = Object.entries(below).filter(([name]) => !replaced.has(name.replace(/_FILE$/, '')));
  return { ...Object.fromEntries(kept), ...above };
};

/** The configuration variables of a service: those of its own schema and no others. */
export const settingsFor = (
  service: Pick<Service, 'settings'>,
  { generated, dotEnv, environment }: EnvironmentSources,
): Record<string, string> => {
  const names = Object.keys(service.settings);
  const open = names.filter((name) => !decidedByStack.has(name));
  return over(over(chosen(generated, names), chosen(dotEnv, open)), chosen(environment, open));
};

/** The whole environment of a service's process. */
export const environmentFor = (
  service: Pick<Service, 'settings'>,
  sources: EnvironmentSources,
): Record<string, string> => ({
  ...chosen(sources.environment, surroundings),
  ...settingsFor(service, sources),
});

/** What a process of the stack that is no service (migrations, keys) needs besides its own variables. */
export const surroundingsOf = (environment: Environment): Record<string, string> =>
  chosen(environment, surroundings);
