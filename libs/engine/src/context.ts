import type { PlanStep } from '@octollm/contracts';
import type { IdenticalCalls } from './identical-calls.ts';
import type { Permits } from './permits.ts';
import type { AdmitStep, ExecuteStep, Step, StepHistory, StepJournal } from './ports.ts';

/** What makes two calls the same call, for example `callIdentity`; undefined for a call that may always be made. */
export type IdentityOf<S extends Step = PlanStep> = (step: S, input: unknown) => string | undefined;

/** What all steps of one run share. */
export interface RunContext<S extends Step> {
  readonly execute: ExecuteStep<S>;
  readonly journal: StepJournal<S>;
  /** What former runs left behind, by step and unit. */
  readonly history: ReadonlyMap<string, StepHistory>;
  readonly permits: Permits<S>;
  readonly maxParallel: number;
  readonly admit: AdmitStep<S> | undefined;
  readonly identityOf: IdentityOf<S> | undefined;
  readonly calls: IdenticalCalls;
  /** Of the steps that have succeeded. */
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly signal: AbortSignal;
  /** Aborts everything that runs, because of an error that no step can answer for. */
  readonly giveUp: (error: unknown) => void;
  readonly random: () => number;
}
