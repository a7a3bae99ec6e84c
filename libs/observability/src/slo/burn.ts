import type { Severity } from '../alerts/alert.ts';
import { type Duration, days, hours, minutes } from '../promql/index.ts';

/** How fast the budget of errors burns: at 1 it lasts exactly as long as the promise. */
export interface Burn {
  readonly factor: number;
  /** The burn must be seen over this window... */
  readonly long: Duration;
  /** ...and still over this one, so that the alert ends soon after the fault does. */
  readonly short: Duration;
  readonly for: Duration;
  readonly severity: Severity;
}

/** https://sre.google/workbook/alerting-on-slos/#6-multiwindow-multi-burn-rate-alerts */
export const burns: readonly Burn[] = [
  { factor: 14.4, long: hours(1), short: minutes(5), for: minutes(2), severity: 'critical' },
  { factor: 6, long: hours(6), short: minutes(30), for: minutes(15), severity: 'critical' },
  { factor: 3, long: days(1), short: hours(2), for: hours(1), severity: 'warning' },
  { factor: 1, long: days(3), short: hours(6), for: hours(3), severity: 'warning' },
];
