import type { Runbook } from '../alerts/runbooks.ts';
import type { Sample } from '../alerts/sample.ts';
import type { Duration, Query } from '../promql/index.ts';

/** What users are promised, and how it is measured. */
export interface Slo {
  /** In snake_case: part of the names of its recorded series. */
  readonly name: string;
  readonly title: string;
  /** What it is about, for routing. */
  readonly service: string;
  /** The share of what happens that must be good. */
  readonly objective: number;
  /** Over how long the promise holds. */
  readonly period: Duration;
  /** The share of what happened in a window that was bad, by namespace. */
  readonly badShare: (window: Duration) => Query;
  readonly runbook: Runbook;
  /** Traffic of which a share is bad, in good times and with the fault. */
  readonly samples: (control: number, fault: number) => readonly Sample[];
}
