import { ArmList, DebugQueues, FailureReport, PerformanceReport, UsageReport } from '@octollm/contracts';
import { z } from 'zod';
import { GatewayClient } from '../demo/gateway-client.ts';
import { UserError } from '../output/index.ts';
import type { FiringAlert, Part, ServiceVitals, Status } from './status.ts';

/** A stack and what may be asked of it. */
export interface StackAddress {
  readonly gateway: string;
  /** A key with the admin scope. */
  readonly key: string;
  /** Addresses of the metrics of services by their names, where this machine reaches them. @default none */
  readonly metrics?: Readonly<Record<string, string>>;
  /** The address of an Alertmanager. @default none */
  readonly alertmanager?: string;
}

/** What does not answer within this time is said not to. */
const patienceMs = 5_000;

const Health = z.object({
  status: z.string(),
  dependencies: z
    .record(z.string(), z.object({ status: z.string(), latency_ms: z.number().nullable() }))
    .optional(),
});

/** https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml */
const Alerts = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    startsAt: z.string(),
  }),
);

const part = async <T>(reading: Promise<T>): Promise<Part<T>> => {
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
    ...(residentBytes === undefined ? {} : { residentBytes }),
    ...(lagSeconds === undefined ? {} : { lagSeconds }),
  };
};

const firing = async (alertmanager: string): Promise<readonly FiringAlert[]> => {
  const response = await fetch(`${alertmanager}/api/v2/alerts?active=true&silenced=false&inhibited=false`, {
    signal: AbortSignal.timeout(patienceMs),
  });
  const alerts = Alerts.parse(await response.json());
  return alerts
    .filter(({ labels }) => labels['alertname'] !== 'Watchdog')
    .map(({ labels, annotations, startsAt }) => ({
      name: labels['alertname'] ?? 'an alert without a name',
      severity: labels['severity'] ?? 'info',
      summary: annotations['summary'] ?? '',
      since: startsAt,
    }));
};

/** The first moment of the month, in UTC: budgets are counted by it. */
const monthOf = (at: Date): string => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth())).toISOString();

/** Reads the state of a stack. What cannot be read says why in its place. */
export const readStatus = async (address: StackAddress, at = new Date()): Promise<Status> => {
  const { gateway, key, metrics = {}, alertmanager } = address;
  const client = new GatewayClient(gateway, key, AbortSignal.timeout(patienceMs));
  const read = <S extends z.ZodType>(schema: S, path: string) => part(client.read(schema, path));
  const [health, arms, queues, performance, failures, usage, alerts, ...services] = await Promise.all([
    read(Health, '/health'),
    read(ArmList, '/api/v1/arms'),
    read(DebugQueues, '/debug/queues'),
    read(PerformanceReport, '/performance'),
    read(FailureReport, '/errors'),
    read(UsageReport, `/api/v1/usage?group_by=tenant&from=${monthOf(at)}`),
    alertmanager === undefined ? undefined : part(firing(alertmanager)),
    ...Object.entries(metrics).map(([name, url]) => vitalsOf(name, url)),
  ]);
  return { at, gateway, health, services, arms, queues, performance, failures, usage, alerts };
};
