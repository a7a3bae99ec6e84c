import type { StepStatus, TaskError, TaskStatus } from '@octollm/contracts';
import { type Sql, sql } from '../../database/sql.ts';
import type { Lease } from '../lease.ts';
import { heldUnder } from '../statements/lease.ts';
import { heldColumns, heldSteps } from './held-columns.ts';
import { attemptKey, type HeldState } from './held-state.ts';

interface HeldStepRow {
  readonly step_id: string;
  readonly ordinal: number;
  readonly arm: string;
  readonly action: string;
  readonly status: StepStatus;
  readonly attempts: number;
  readonly confidence: number | null;
  readonly error: TaskError | null;
  readonly started_at: string | null;
  readonly attempt_started_at: string | null;
  readonly finished_at: string | null;
}

export interface HeldRow {
  readonly held_status: TaskStatus;
  readonly last_sequence: number;
  readonly last_hash: string;
  readonly held_trace_id: string;
  /** Numbers that the driver gives as texts, as it does with every numeric. */
  readonly last_at: string;
  readonly clock: string;
  readonly held_steps?: readonly HeldStepRow[] | null;
  readonly held_attempts?: readonly { readonly step_id: string; readonly attempt: number }[] | null;
}

const time = (text: string | null): number | null => (text === null ? null : Date.parse(text));

/**
 * How far the database's clock is ahead of this process's, as far as one question tells. It was read between asking and
 * now; a difference within that time is none, so that on one machine the times of calls and of changes agree.
 */
const clockOffset = (clock: number, asked: number): number => {
  const now = Date.now();
  return clock < asked ? clock - asked : clock > now ? clock - now : 0;
};

/**
 * The state that a row describes; without steps when the row has none.
 * @param asked - when the row was asked for, by this process's clock.
 */
export const toHeldState = (row: HeldRow, asked: number): HeldState => ({
  traceId: row.held_trace_id,
  status: row.held_status,
  ended: false,
  sequence: row.last_sequence,
  hash: row.last_hash,
  at: Number(row.last_at),
  clockOffset: clockOffset(Number(row.clock), asked),
  steps: new Map(
    (row.held_steps ?? []).map((step) => [
      step.step_id,
      {
        ordinal: step.ordinal,
        arm: step.arm,
        action: step.action,
        status: step.status,
        attempts: step.attempts,
        confidence: step.confidence,
        error: step.error,
        startedAt: time(step.started_at),
        attemptStartedAt: time(step.attempt_started_at),
        finishedAt: time(step.finished_at),
      },
    ]),
  ),
  endedAttempts: new Set(
    (row.held_attempts ?? []).map(({ step_id, attempt }) => attemptKey(step_id, attempt)),
  ),
});

/** The state of a task under a lease; no row when the lease is no longer held. */
export const heldStatement = (lease: Lease): Sql => sql`
  SELECT ${heldColumns}, ${heldSteps}
    FROM (SELECT * FROM tasks WHERE ${heldUnder(lease)}) t`;
