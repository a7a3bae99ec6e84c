import { nodesName } from '../store-workload.ts';
import { redisPorts } from './redis-ports.ts';

/** How the sentinels of a queue decide. */
export interface SentinelTiming {
  /**
   * How long a master may be silent before a sentinel takes it for down, in milliseconds.
   * @default 5000
   */
  readonly downAfterMs?: number;
  /**
   * How long a failover may take before another is tried, in milliseconds.
   * @default 30000
   */
  readonly failoverTimeoutMs?: number;
}

/** What the sentinels call the master. */
export const masterName = 'queue';
/** Three are the fewest of which two can agree while one is gone. */
export const members = 3;
const quorum = 2;

/** Where the pods of a store have their names; the same however the domain of the cluster is called. */
const domainOf = (store: string, namespace: string): string => `${nodesName(store)}.${namespace}.svc`;

const podNames = (store: string): readonly string[] =>
  Array.from({ length: members }, (_, index) => `${store}-${index}`);

/** The sentinels as clients are told of them. */
export const sentinelAddresses = (store: string, namespace: string): string =>
  podNames(store)
    .map((pod) => `${pod}.${domainOf(store, namespace)}:${redisPorts.sentinel}`)
    .join(',');

/** What the scripts of the pods are told. */
export const sentinelVariables = (
  store: string,
  namespace: string,
  { downAfterMs = 5_000, failoverTimeoutMs = 30_000 }: SentinelTiming = {},
): Readonly<Record<string, string>> => ({
  DOMAIN: domainOf(store, namespace),
  NODES: podNames(store).join(' '),
  MASTER_NAME: masterName,
  QUORUM: String(quorum),
  DOWN_AFTER_MS: String(downAfterMs),
  FAILOVER_TIMEOUT_MS: String(failoverTimeoutMs),
});
