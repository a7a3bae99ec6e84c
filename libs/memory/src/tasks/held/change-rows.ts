import type { TaskEventType, TaskStatus } from '@octollm/contracts';
import type { UsageColumns } from '../usage.ts';

/** Names a row of a task in every table. */
export interface OfTask {
  readonly tenant_id: string;
  readonly task_id: string;
}

/** What the changes of one task come to in its own row. */
export interface TaskRowChange extends OfTask, UsageColumns {
  readonly token: number;
  /** The number of the change that they follow. */
  readonly expected: number;
  readonly sequence: number;
  readonly hash: string;
  /** The type of the last of them. */
  readonly type: TaskEventType;
  readonly status: TaskStatus;
  readonly at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly result: string | null;
  readonly error: string | null;
}

export interface EventRowChange extends OfTask {
  readonly sequence: number;
  readonly type: TaskEventType;
  readonly status: TaskStatus;
  readonly step_id: string | null;
  readonly at: string;
  /** Without what jsonb cannot hold. */
  readonly data: unknown;
}

export interface EntryRowChange extends OfTask {
  readonly sequence: number;
  readonly action: string;
  readonly actor: string;
  readonly at: string;
  readonly trace_id: string;
  readonly data: string;
  readonly previous_hash: string;
  readonly hash: string;
}

export interface PlanRowChange extends OfTask {
  readonly plan: string;
  readonly created_at: string;
}

export interface StepRowChange extends OfTask, UsageColumns {
  readonly step_id: string;
  readonly ordinal: number;
  readonly arm: string;
  readonly action: string;
  readonly status: string;
  readonly attempts: number;
  readonly confidence: number | null;
  /** Null leaves what is there. */
  readonly output: string | null;
  /** Null leaves what is there. */
  readonly provenance: string | null;
  readonly error: string | null;
  readonly started_at: string | null;
  readonly attempt_started_at: string | null;
  readonly finished_at: string | null;
}

export interface AttemptRowChange extends OfTask, UsageColumns {
  readonly step_id: string;
  readonly attempt: number;
  readonly status: string;
  readonly provenance: string | null;
  readonly error: string | null;
  readonly started_at: string | null;
  readonly finished_at: string;
}

/** What one statement writes: the changes of several tasks, as rows. */
export interface ChangeRows {
  readonly tasks: readonly TaskRowChange[];
  readonly events: readonly EventRowChange[];
  readonly entries: readonly EntryRowChange[];
  readonly plans: readonly PlanRowChange[];
  readonly steps: readonly StepRowChange[];
  readonly droppedSteps: readonly (OfTask & { readonly step_id: string })[];
  readonly attempts: readonly AttemptRowChange[];
}

export const noRows: ChangeRows = {
  tasks: [],
  events: [],
  entries: [],
  plans: [],
  steps: [],
  droppedSteps: [],
  attempts: [],
};

/** Values of json columns travel as texts: inside a JSON document they could not hold U+0000. */
export const jsonText = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

export const isoText = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();
