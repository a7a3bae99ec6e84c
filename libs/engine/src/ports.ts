import type { ArmError, PlanStep, Provenance, Usage } from '@octollm/contracts';

/** What the engine needs to know of a step to run it; a `PlanStep` is one. */
export interface Step
  extends Pick<
    PlanStep,
    'id' | 'input' | 'timeout_seconds' | 'retry' | 'idempotent' | 'when' | 'join' | 'for_each' | 'repeat'
  > {
  /** Steps it waits for, besides those its input and its conditions refer to. */
  readonly depends_on: readonly string[];
  /** Whether a step that has used up its time has failed for good, although it could be repeated. */
  readonly timeout_is_final?: boolean;
}

/** What one attempt of a step came to. */
export type Attempt =
  | {
      readonly succeeded: true;
      readonly output: unknown;
      readonly confidence: number;
      readonly usage: Usage;
      /** Null for a map step or a loop as a whole: its units have their own. */
      readonly provenance: Provenance | null;
      readonly warnings: readonly string[];
    }
  | {
      readonly succeeded: false;
      readonly error: ArmError;
      readonly usage: Usage;
      readonly provenance: Provenance | null;
    };

/** What became of a step: what the journal commits. */
export type StepOutcome =
  | (Attempt & { readonly succeeded: true })
  | (Attempt & { readonly succeeded: false; readonly retryInMs: number | null })
  | { readonly skippedBecause: string };

/** Carries out one attempt of a unit. It rejects only when `signal` was aborted or the engine must stop. */
export type ExecuteStep<S extends Step = PlanStep> = (call: {
  /** The step; for a unit of a map step or a loop the same with the unit's id, `<step>.<n>`. */
  readonly step: S;
  readonly input: unknown;
  /** From 1. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}) => Promise<Attempt>;

/**
 * Where the engine writes down what happens, before it goes on. A rejected write stops the run: another replica
 * may hold the task by now. The units of map steps and loops are written down like steps, under their own ids, between
 * the start and the end of their step.
 */
export interface StepJournal<S extends Step = PlanStep> {
  started(step: S, attempt: number): Promise<void>;
  ended(step: S, attempt: number, outcome: StepOutcome): Promise<void>;
}

/** A step or a unit as a former run left it. */
export interface StepHistory {
  readonly status: 'succeeded' | 'failed' | 'skipped' | 'unfinished';
  /** Attempts that have been started. */
  readonly attempts: number;
  readonly output: unknown;
  /** Why it failed, where that is known. */
  readonly error?: ArmError;
}

/**
 * Whether a step may run: at once, not in this run because somebody has yet to decide, or never. A step that waits
 * leaves no trace in the journal, so that the next run asks again.
 */
export type Admission =
  | { readonly kind: 'run' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'reject'; readonly reason: string };

/**
 * Asked once in a run for a step whose turn has come, before its first attempt; a map step or a loop is asked for as a
 * whole, with an input in which `{{item}}` and its like are still as written. A rejection stops the run.
 */
export type AdmitStep<S extends Step = PlanStep> = (step: S, input: unknown) => Promise<Admission>;

/** Limits that reach beyond one run, of an arm, a type of tool or everything, across replicas. */
export interface StepLimits<S extends Step = PlanStep> {
  /**
   * Waits for a place for one attempt and gives what frees it, which is called once. It must reject with the reason of
   * `signal` as soon as that is aborted, giving up its place in the queue; any other rejection stops the run.
   */
  acquire(step: S, signal: AbortSignal): Promise<() => void>;
}
