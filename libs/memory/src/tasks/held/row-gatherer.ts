import type { TaskError, TaskResult } from '@octollm/contracts';
import type { Lease } from '../lease.ts';
import { addUsageColumns, noUsageColumns, type UsageColumns } from '../usage.ts';
import {
  type AttemptRowChange,
  type ChangeRows,
  type EntryRowChange,
  type EventRowChange,
  isoText,
  jsonText,
  noRows,
  type OfTask,
  type PlanRowChange,
  type StepRowChange,
  type TaskRowChange,
} from './change-rows.ts';
import type { HeldStep } from './held-state.ts';

/** What is known of a step's row besides its state. */
interface StepContent {
  usage: UsageColumns;
  output: string | null;
  provenance: string | null;
}

/** Gathers the rows of the changes of one task. Several changes of one step come to one row. */
export class RowGatherer {
  readonly #of: OfTask;
  readonly #token: number;
  readonly #expected: number;
  readonly events: EventRowChange[] = [];
  readonly entries: EntryRowChange[] = [];
  readonly attempts: AttemptRowChange[] = [];
  readonly #steps = new Map<string, HeldStep & StepContent>();
  readonly #dropped = new Set<string>();
  #plan: PlanRowChange | undefined;
  #usage = noUsageColumns;
  #startedAt: number | null = null;
  #end: { at: number; result: TaskResult | null; error: TaskError | null } | undefined;

  constructor(lease: Lease, expected: number) {
    this.#of = { tenant_id: lease.tenantId, task_id: lease.taskId };
    this.#token = lease.token;
    this.#expected = expected;
  }

  event(row: Omit<EventRowChange, keyof OfTask>, entry: Omit<EntryRowChange, keyof OfTask>): void {
    this.events.push({ ...this.#of, ...row });
    this.entries.push({ ...this.#of, ...entry });
  }

  plan(plan: string, at: number): void {
    this.#plan = { ...this.#of, plan, created_at: new Date(at).toISOString() };
  }

  step(id: string, state: HeldStep, more: Partial<StepContent> = {}): void {
    const before = this.#steps.get(id) ?? { usage: noUsageColumns, output: null, provenance: null };
    this.#dropped.delete(id);
    this.#steps.set(id, {
      ...state,
      usage: addUsageColumns(before.usage, more.usage ?? noUsageColumns),
      output: more.output ?? before.output,
      provenance: more.provenance ?? before.provenance,
    });
  }

  dropStep(id: string): void {
    this.#steps.delete(id);
    this.#dropped.add(id);
  }

  attempt(row: Omit<AttemptRowChange, keyof OfTask | keyof UsageColumns>, usage: UsageColumns): void {
    this.attempts.push({ ...this.#of, ...row, ...usage });
    this.#usage = addUsageColumns(this.#usage, usage);
  }

  started(at: number): void {
    this.#startedAt ??= at;
  }

  end(at: number, result: TaskResult | null, error: TaskError | null): void {
    this.#end = { at, result, error };
  }

  /** The rows; none when nothing was recorded. */
  rows(): ChangeRows {
    const last = this.events.at(-1);
    const entry = this.entries.at(-1);
    if (last === undefined || entry === undefined) return noRows;
    const task: TaskRowChange = {
      ...this.#of,
      token: this.#token,
      expected: this.#expected,
      sequence: last.sequence,
      hash: entry.hash,
      type: last.type,
      status: last.status,
      at: last.at,
      started_at: isoText(this.#startedAt),
      finished_at: isoText(this.#end?.at ?? null),
      result: jsonText(this.#end?.result),
      error: jsonText(this.#end?.error),
      ...this.#usage,
    };
    return {
      tasks: [task],
      events: this.events,
      entries: this.entries,
      plans: this.#plan === undefined ? [] : [this.#plan],
      steps: [...this.#steps].map(([id, step]) => this.#stepRow(id, step)),
      droppedSteps: [...this.#dropped].map((step_id) => ({ ...this.#of, step_id })),
      attempts: this.attempts,
    };
  }

  #stepRow(step_id: string, step: HeldStep & StepContent): StepRowChange {
    return {
      ...this.#of,
      step_id,
      ordinal: step.ordinal,
      arm: step.arm,
      action: step.action,
      status: step.status,
      attempts: step.attempts,
      confidence: step.confidence,
      output: step.output,
      provenance: step.provenance,
      error: jsonText(step.error),
      started_at: isoText(step.startedAt),
      attempt_started_at: isoText(step.attemptStartedAt),
      finished_at: isoText(step.finishedAt),
      ...step.usage,
    };
  }
}
