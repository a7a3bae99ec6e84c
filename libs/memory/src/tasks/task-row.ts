import type {
  Metadata,
  Plan,
  Priority,
  Progress,
  Provenance,
  Task,
  TaskError,
  TaskEvent,
  TaskEventType,
  TaskRequest,
  TaskResult,
  TaskStatus,
} from '@octollm/contracts';
import type { HeldRow } from './held/held-statement.ts';
import type { StoredStep } from './step.ts';
import { toUsage, type UsageColumns } from './usage.ts';

/** A task as the statements read it. */
export interface TaskRow extends UsageColumns {
  readonly id: string;
  readonly status: TaskStatus;
  readonly goal: string;
  readonly priority: Priority;
  readonly session_id: string | null;
  readonly parent_task_id: string | null;
  readonly result: TaskResult | null;
  readonly error: TaskError | null;
  readonly metadata: Metadata;
  readonly trace_id: string;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly total_steps: number;
  readonly completed_steps: number;
  readonly current_step: string | null;
  readonly provenance: Provenance[] | null;
}

/** A task that was asked for together with others. */
export interface FoundRow extends TaskRow {
  readonly tenant_id: string;
}

/** A task with what its holder needs besides. */
export interface ClaimedRow extends TaskRow, HeldRow {
  readonly request: TaskRequest;
  readonly traceparent: string;
  readonly plan: Plan | null;
  readonly steps: StepRow[] | null;
}

/** A task as it is when somebody takes it. */
export interface TakenRow extends ClaimedRow {
  readonly tenant_id: string;
  readonly token: number;
  readonly recovered: boolean;
  readonly recoveries: number;
  /** Whether there may be more to read: a plan, steps, what an earlier holder did. */
  readonly has_history: boolean;
}

type StepRow = Omit<StoredStep, 'usage'> & UsageColumns;

/** An event as it is read. */
export interface EventRow {
  readonly task_id: string;
  readonly sequence: number;
  readonly type: TaskEventType;
  readonly status: TaskStatus;
  readonly step_id: string | null;
  readonly at: Date;
  readonly data: Record<string, unknown>;
}

/** Every step of the plan counts, the judge's too. A task that has succeeded is done whatever it left out. */
function progressOf({ status, total_steps, completed_steps, current_step }: TaskRow): Progress {
  const share = total_steps === 0 ? 0 : completed_steps / total_steps;
  return {
    current_step,
    completed_steps,
    total_steps,
    percentage: status === 'succeeded' ? 100 : Math.round(share * 100),
  };
}

/** The model of a row. */
export const toTask = (row: TaskRow): Task => ({
  id: row.id,
  status: row.status,
  goal: row.goal,
  priority: row.priority,
  session_id: row.session_id,
  parent_task_id: row.parent_task_id,
  progress: progressOf(row),
  result: row.result,
  error: row.error,
  usage: toUsage(row),
  provenance: row.provenance ?? [],
  metadata: row.metadata,
  trace_id: row.trace_id,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  started_at: row.started_at?.toISOString() ?? null,
  finished_at: row.finished_at?.toISOString() ?? null,
});

/** A step as its next holder gets it. */
export const toStoredStep = (row: StepRow): StoredStep => ({
  id: row.id,
  status: row.status,
  attempts: row.attempts,
  output: row.output,
  confidence: row.confidence,
  usage: toUsage(row),
  provenance: row.provenance,
  error: row.error,
});

/** The model of an event's row. */
export const toTaskEvent = (row: EventRow): TaskEvent => ({
  sequence: row.sequence,
  type: row.type,
  task_id: row.task_id,
  status: row.status,
  ...(row.step_id === null ? {} : { step_id: row.step_id }),
  at: row.at.toISOString(),
  data: row.data,
});
