import type { ArmList, DebugQueues, FailureReport, PerformanceReport, UsageReport } from '@octollm/contracts';

/** A part of the status, or why it could not be read. */
export type Part<T> = { readonly known: T } | { readonly unknown: string };

/** A process of the local stack, by its own metrics. */
export interface ServiceVitals {
  readonly name: string;
  readonly up: boolean;
  /** Resident memory in bytes; undefined while it is down. */
  readonly residentBytes?: number;
  /** How late its event loop is at the 99th percentile, in seconds; undefined while it is down. */
  readonly lagSeconds?: number;
}

/** What `/health` says of whatever a service depends on. */
export interface Dependencies {
  readonly status: string;
  readonly dependencies?: Readonly<
    Record<string, { readonly status: string; readonly latency_ms: number | null }>
  >;
}

/** An alert that fires. */
export interface FiringAlert {
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
  readonly since: string;
}

/** The state of a stack, as far as it could be read. */
export interface Status {
  readonly at: Date;
  readonly gateway: string;
  readonly health: Part<Dependencies>;
  /** None for a stack that is not on this machine. */
  readonly services: readonly ServiceVitals[];
  readonly arms: Part<ArmList>;
  readonly queues: Part<DebugQueues>;
  readonly performance: Part<PerformanceReport>;
  readonly failures: Part<FailureReport>;
  /** The usage of the key's tenant in this month. */
  readonly usage: Part<UsageReport>;
  /** Undefined when no Alertmanager is known. */
  readonly alerts: Part<readonly FiringAlert[]> | undefined;
}

/** What somebody has to look at; empty when all is well. */
export const problemsOf = (status: Status): readonly string[] => {
  const { health, services, arms, alerts } = status;
  return [
    ...('unknown' in health ? [health.unknown] : health.known.status === 'ok' ? [] : ['health']),
    ...services.filter(({ up }) => !up).map(({ name }) => name),
    ...('unknown' in arms
      ? [arms.unknown]
      : arms.known.items
          .filter(({ health: state, breaker }) => state === 'unhealthy' || breaker.state !== 'closed')
          .map(({ arm_id }) => arm_id)),
    ...(alerts !== undefined && 'known' in alerts
      ? alerts.known.filter(({ severity }) => severity !== 'info').map(({ name }) => name)
      : []),
  ];
};
