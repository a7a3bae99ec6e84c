import type { EnvironmentName } from '@octollm/catalogue';
import type { Duration, Query } from '../promql/index.ts';
import type { Pace } from './pace.ts';
import type { Runbook } from './runbooks.ts';
import type { Sample } from './sample.ts';

export const severities = ['critical', 'warning', 'info'] as const;

/** Critical wakes somebody, a warning waits for the working day, info is read when there is time. */
export type Severity = (typeof severities)[number];

export interface AlertSpec {
  /** CamelCase; a heading of the same name stands in the runbook. */
  readonly name: string;
  readonly severity: Severity;
  /** What is at fault; a template may take it from a label. Notifications are grouped by it. */
  readonly service: string;
  readonly expr: Query;
  /** How long it must hold. A blip that is shorter stays silent. */
  readonly for: Duration;
  /** One line; templates may use the labels that the expression returns. */
  readonly summary: string;
  /** What it means for users, with the value. */
  readonly description: string;
  readonly runbook: Runbook;
  /** More labels, for rules that share a name. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The fault that the alert is for, and what stands against it in good times. */
  readonly samples: readonly Sample[];
  /** Whether one occurrence is reason enough, however short. @default false */
  readonly everyFaultCounts?: boolean;
  /** How long the fault lasts in the test of the alert. @default its longest window and `for` */
  readonly faultLasts?: Duration;
}

export interface Alert extends AlertSpec {
  readonly group: string;
}

/** What the rules of an installation depend on. */
export interface Installation {
  readonly pace: Pace;
  /** The environments that its Prometheus watches, and the `namespace` of their targets. */
  readonly environments: readonly { readonly name: EnvironmentName; readonly namespace: string }[];
}

/** The alerts of a group, for an installation. */
export type AlertGroup = (installation: Installation) => readonly AlertSpec[];
