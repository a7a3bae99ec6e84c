import type { Provenance, StepStatus, TaskError, Usage } from '@octollm/contracts';

/** A step as it was left: what another replica needs to go on. */
export interface StoredStep {
  readonly id: string;
  /** A step whose attempt failed and that waits for the next one is `pending`, with its error. */
  readonly status: StepStatus;
  /** The highest attempt that was started; 0 when none was. */
  readonly attempts: number;
  readonly output: unknown;
  readonly confidence: number | null;
  /** Of all attempts together. */
  readonly usage: Usage;
  readonly provenance: Provenance | null;
  readonly error: TaskError | null;
}

/** How an attempt of a step ended. */
export type StepOutcome =
  | {
      readonly status: 'succeeded';
      readonly output: unknown;
      readonly confidence: number;
      readonly usage: Usage;
      /** Null for a map step or a loop as a whole: its units have their own. */
      readonly provenance: Provenance | null;
      readonly warnings: readonly string[];
    }
  /** The step has failed for good. */
  | {
      readonly status: 'failed';
      readonly error: TaskError;
      readonly usage: Usage;
      readonly provenance: Provenance | null;
    }
  /** This attempt failed and another follows after the delay. */
  | {
      readonly status: 'retrying';
      readonly error: TaskError;
      readonly usage: Usage;
      readonly delayMs: number;
    }
  | { readonly status: 'skipped'; readonly reason: string };
