import type { ArmError, PlanStep, Provenance, Usage } from '@octollm/contracts';

/** What the engine needs to know of a step to run it; a `PlanStep` is one. */
export interface Step extends Pick<PlanStep, 'id' | 'input' | 'timeout_seconds' | 'retry' | 'idempotent'> {
  /** Steps it waits for, besides those its input refers to. */
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
      readonly provenance: Provenance;
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

/** Carries out one attempt of a step. It rejects only when `signal` was aborted or the engine must stop. */
export type ExecuteStep<S extends Step = PlanStep> = (call: {
  readonly step: S;
  readonly input: unknown;
  /** From 1. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}) => Promise<Attempt>;

/**
 * Where the engine writes down what happens, before it goes on. A rejected write stops the run: another replica
 * may hold the task by now.
 */
export interface StepJournal<S extends Step = PlanStep> {
  started(step: S, attempt: number): Promise<void>;
  ended(step: S, attempt: number, outcome: StepOutcome): Promise<void>;
}

/** A step as a former run left it. */
export interface StepHistory {
  readonly status: 'succeeded' | 'failed' | 'skipped' | 'unfinished';
  /** Attempts that have been started. */
  readonly attempts: number;
  readonly output: unknown;
}
