import { addressSetting, type Job, type Service } from '@octollm/catalogue';
import { type PlatformEnvironment, podConfiguration } from '@octollm/constructs';
import { composeNamespace } from '@octollm/observability';
import { clusterNetworks } from '../environments/cluster-networks.ts';

/** A service or a job of the catalogue. */
export type Described = Service | Job;

/** What Compose itself decides. */
const fixed = [
  'HOST',
  'PORT',
  'METRICS_PORT',
  'OCTOLLM_ENVIRONMENT',
  'QDRANT_URL',
  'COLD_STORAGE_URL',
  'REMEDIATOR_NAMESPACE',
  'REMEDIATOR_TARGET',
];

/** Values that differ from the defaults, for those who have such a setting. */
const chosen: Readonly<Record<string, unknown>> = {
  COLD_STORAGE_URL: 'file:///var/lib/octollm/archive',
  GATEWAY_TRUSTED_PROXIES: clusterNetworks,
  QDRANT_URL: 'http://qdrant:6333',
  // Prometheus gives it to all that runs here.
  REMEDIATOR_NAMESPACE: composeNamespace,
  // To restart a container wants the socket of Docker, which is as good as root.
  REMEDIATOR_TARGET: 'none',
};

/** What a service is configured with, as its pods are. @throws ConfigurationError when it would not start with it */
export const configurationOf = (described: Described, environment: PlatformEnvironment) =>
  podConfiguration(
    described,
    environment,
    Object.fromEntries(Object.entries(chosen).filter(([name]) => name in described.settings)),
  );

const addressesIn = (described: Described): readonly string[] =>
  described.kind === 'job' ? [] : described.calls.map(({ name }) => addressSetting(name));

/** Compose would put values in the place of `$`. */
const escaped = (text: string): string => text.replaceAll('$', '$$$$');

/**
 * The variables of a container. Those that an operator may set in `.env` fall back to their defaults; those without a
 * default are handed on when they are set. A shorthand that production refuses is no choice.
 */
export const variablesOf = (
  described: Described,
  environment: PlatformEnvironment,
): Readonly<Record<string, string | null>> => {
  const { variables, files } = configurationOf(described, environment);
  const literal = new Set([...fixed, ...addressesIn(described)]);
  const written = Object.entries(variables).map(([name, value]) => [
    name,
    literal.has(name) || !(name in described.settings) ? escaped(value) : `\${${name}-${escaped(value)}}`,
  ]);
  const open = Object.entries(described.settings)
    .filter(
      ([name, { shorthandFor }]) =>
        !(name in variables) && !files.includes(name) && shorthandFor === undefined,
    )
    .map(([name]) => [name, null]);
  const flags = described.nodeFlags.length === 0 ? [] : [['NODE_OPTIONS', described.nodeFlags.join(' ')]];
  return Object.fromEntries([...written, ...open, ...flags]);
};
