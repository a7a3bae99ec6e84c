import type { StepStatus, TaskError, TaskStatus } from '@octollm/contracts';

/** What the holder of a task has to know of a step to write its next change. */
export interface HeldStep {
  readonly ordinal: number;
  readonly arm: string;
  readonly action: string;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly confidence: number | null;
  readonly error: TaskError | null;
  /** Milliseconds since the epoch, as all times here. */
  readonly startedAt: number | null;
  readonly attemptStartedAt: number | null;
  readonly finishedAt: number | null;
}

/** What the holder of a task has to know of it to write its next change without reading it first. */
export interface HeldState {
  readonly traceId: string;
  status: TaskStatus;
  /** Whether the task has ended; nothing follows. */
  ended: boolean;
  /** The number and the hash of the last change: the next one is chained to them. */
  sequence: number;
  hash: string;
  /** When the last change was made. */
  at: number;
  /** Added to this process's clock it gives the database's. */
  readonly clockOffset: number;
  readonly steps: Map<string, HeldStep>;
  /** The attempts that have ended, as `attemptKey` writes them. */
  readonly endedAttempts: Set<string>;
}

export const attemptKey = (stepId: string, attempt: number): string => `${stepId}#${attempt}`;
