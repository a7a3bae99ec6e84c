import {
  type FiringAlert,
  firingAlerts,
  firingAlertsPath,
  type Known,
  PlatformStatus,
  routes,
} from '@octollm/contracts';
import { GatewayClient } from '../demo/gateway-client.ts';
import { UserError } from '../output/index.ts';
import type { ServiceVitals, Status } from './status.ts';

/** A stack and what may be asked of it. */
export interface StackAddress {
  readonly gateway: string;
  /** A key with the admin scope. */
  readonly key: string;
  /** Addresses of the metrics of services by their names, where this machine reaches them. @default none */
  readonly metrics?: Readonly<Record<string, string>>;
  /** The address of an Alertmanager that is asked instead of the one that the gateway knows. @default none */
  readonly alertmanager?: string;
}

/** What does not answer within this time is said not to; the gateway gives up on its parts a second before. */
const patienceMs = 5_000;

const part = async <T>(reading: Promise<T>): Promise<Known<T>> => {
  try {
    return { known: await reading };
  } catch (error) {
    if (error instanceof UserError) return { unknown: error.message };
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
};

/** The value of a metric without labels in the text format of Prometheus. */
const sample = (text: string, name: string): number | undefined => {
  const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

const vitalsOf = async (name: string, address: string): Promise<ServiceVitals> => {
  const text = await fetch(address, { signal: AbortSignal.timeout(patienceMs) })
    .then((response) => (response.ok ? response.text() : undefined))
    .catch(() => undefined);
  if (text === undefined) return { name, up: false };
  const residentBytes = sample(text, 'process_resident_memory_bytes');
  const lagSeconds = sample(text, 'nodejs_eventloop_lag_p99_seconds');
  return {
    name,
    up: true,
    series: text.match(/^[^#\n]/gm)?.length ?? 0,
    ...(residentBytes === undefined ? {} : { residentBytes }),
    ...(lagSeconds === undefined ? {} : { lagSeconds }),
  };
};

const firing = async (alertmanager: string): Promise<FiringAlert[]> => {
  const response = await fetch(`${alertmanager}${firingAlertsPath}`, {
    signal: AbortSignal.timeout(patienceMs),
  });
  return firingAlerts(await response.json());
};

/** When the status cannot be read, no part of it can: each says why. */
const nothingKnown = (unknown: { readonly unknown: string }) => ({
  at: new Date().toISOString(),
  health: unknown,
  arms: unknown,
  queues: unknown,
  performance: unknown,
  failures: unknown,
  usage: unknown,
  pauses: unknown,
  alerts: unknown,
});

/** Reads the state of a stack. What cannot be read says why in its place. */
export const readStatus = async (address: StackAddress): Promise<Status> => {
  const { gateway, key, metrics = {}, alertmanager } = address;
  const client = new GatewayClient(gateway, key, AbortSignal.timeout(patienceMs));
  const [whole, alerts, ...services] = await Promise.all([
    part(client.read(PlatformStatus, routes.getStatus.path)),
    alertmanager === undefined ? undefined : part(firing(alertmanager)),
    ...Object.entries(metrics).map(([name, url]) => vitalsOf(name, url)),
  ]);
  const read =
    'unknown' in whole ? nothingKnown(whole) : { ...whole.known, pauses: { known: whole.known.pauses } };
  return { ...read, gateway, services, ...(alerts === undefined ? {} : { alerts }) };
};
