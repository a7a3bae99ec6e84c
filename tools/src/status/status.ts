import type { Known, PlatformStatus } from '@octollm/contracts';

/** A process of the local stack, by its own metrics. */
export interface ServiceVitals {
  readonly name: string;
  readonly up: boolean;
  /** Resident memory in bytes; undefined while it is down. */
  readonly residentBytes?: number;
  /** How late its event loop is at the 99th percentile, in seconds; undefined while it is down. */
  readonly lagSeconds?: number;
  /** How many time series it exports; undefined while it is down. */
  readonly series?: number;
}

/** The state of a stack, as far as it could be read. */
export interface Status extends Omit<PlatformStatus, 'pauses'> {
  readonly gateway: string;
  /** None for a stack that is not on this machine. */
  readonly services: readonly ServiceVitals[];
  readonly pauses: Known<PlatformStatus['pauses']>;
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
    ...(alerts !== null && 'known' in alerts
      ? alerts.known.filter(({ severity }) => severity !== 'info').map(({ name }) => name)
      : []),
  ];
};
