import { judgeArm, taskMetrics } from '@octollm/catalogue';
import { type ArmError, noUsage, type Plan, type PlanStep, type TaskError } from '@octollm/contracts';
import type { FailedStep, PlanRun, StepHistory, StepJournal, StepOutcome } from '@octollm/engine';
import type { Lease, StepOutcome as StoredOutcome, TaskStore } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import { isFallbackWarning } from '../arms/fallback-warning.ts';

const toTaskError = (step: PlanStep, error: ArmError): TaskError => ({
  code: error.code,
  category: error.category,
  message: error.message,
  retryable: error.retryable,
  step_id: step.id,
});

const toStored = (step: PlanStep, outcome: StepOutcome): StoredOutcome => {
  if ('skippedBecause' in outcome) return { status: 'skipped', reason: outcome.skippedBecause };
  if (outcome.succeeded) {
    const { succeeded: _succeeded, ...result } = outcome;
    return { status: 'succeeded', ...result };
  }
  const error = toTaskError(step, outcome.error);
  if (outcome.retryInMs !== null)
    return { status: 'retrying', error, usage: outcome.usage, delayMs: outcome.retryInMs };
  return { status: 'failed', error, usage: outcome.usage ?? noUsage, provenance: outcome.provenance };
};

/** Where a task is while its plan runs. */
export type WorkingStatus = 'running' | 'judging' | 'repairing';

export interface TaskJournalOptions {
  readonly tasks: TaskStore;
  readonly lease: Lease;
  readonly metrics: Metrics;
  /** Where the task is now. */
  readonly status: WorkingStatus;
  /** Whether the task is `judging` only when all its steps have ended, and not from the start of its judge on. */
  readonly judgesLast: boolean;
}

/**
 * Writes what the engine does into the task's rows, under the lease. The judge's first attempt begins `judging`.
 *
 * That a step has started must be stored before it may have side effects, so that nobody repeats them. The start of a
 * step that can be repeated is stored along with whatever comes next: nothing is lost when it never is.
 */
export class TaskJournal implements StepJournal {
  readonly #tasks: TaskStore;
  readonly #lease: Lease;
  readonly #metrics: Metrics;
  readonly #judgesLast: boolean;
  #status: WorkingStatus;
  readonly #outputs = new Map<string, unknown>();
  readonly #failed: FailedStep[] = [];
  readonly #skipped: string[] = [];
  readonly #fallbacks: string[] = [];

  constructor({ tasks, lease, metrics, status, judgesLast }: TaskJournalOptions) {
    this.#tasks = tasks;
    this.#lease = lease;
    this.#metrics = metrics;
    this.#status = status;
    this.#judgesLast = judgesLast;
  }

  /** Begins another round: the plan has got more steps because the judge did not accept the answer. */
  repair(plan: Plan): void {
    if (this.#status === 'running') this.#goTo('judging');
    this.#goTo('repairing');
    void this.#tasks.savePlan(this.#lease, plan, {});
  }

  /** Steps of this run that another arm than theirs carried out, a sentence each. */
  get fallbacks(): readonly string[] {
    return this.#fallbacks;
  }

  /** A task succeeds from `judging` only: one whose plan has no judge is as judged as it will be. */
  judged(): void {
    this.#goTo('judging');
  }

  async started(step: PlanStep, attempt: number): Promise<void> {
    if (step.arm === judgeArm.name && !this.#judgesLast) this.#goTo('judging');
    const stored = this.#tasks.startStep(this.#lease, step.id, attempt);
    if (!step.idempotent) await stored;
  }

  async ended(step: PlanStep, attempt: number, outcome: StepOutcome): Promise<void> {
    const stored = toStored(step, outcome);
    await this.#tasks.finishStep(this.#lease, step.id, attempt, stored);
    this.#remember(step, outcome);
    this.#metrics.counter(taskMetrics.steps).inc({ arm: step.arm, outcome: stored.status });
  }

  #goTo(status: WorkingStatus): void {
    if (this.#status === status) return;
    void this.#tasks.transition(this.#lease, status);
    this.#status = status;
  }

  #remember({ id }: PlanStep, outcome: StepOutcome): void {
    if ('skippedBecause' in outcome) this.#skipped.push(id);
    else if (outcome.succeeded) {
      this.#outputs.set(id, outcome.output);
      for (const warning of outcome.warnings.filter(isFallbackWarning))
        this.#fallbacks.push(`Step ${id}: ${warning}`);
    } else if (outcome.retryInMs === null) this.#failed.push({ stepId: id, error: outcome.error });
  }

  /** What a run that did not get to its end has come to so far, with what the task had before. */
  soFar({ steps }: Pick<Plan, 'steps'>, history: ReadonlyMap<string, StepHistory>): PlanRun {
    const before = steps.flatMap(({ id }) => {
      const past = history.get(id);
      return past === undefined || past.status === 'unfinished' ? [] : [{ id, ...past }];
    });
    const isStep = (id: string): boolean => steps.some((step) => step.id === id);
    return {
      outputs: new Map([
        ...before.flatMap(({ id, status, output }) =>
          status === 'succeeded' ? [[id, output] as const] : [],
        ),
        ...this.#outputs,
      ]),
      failed: [
        ...before.flatMap(({ id, error }) => (error === undefined ? [] : [{ stepId: id, error }])),
        ...this.#failed.filter(({ stepId }) => isStep(stepId) && !history.has(stepId)),
      ],
      skipped: [
        ...before.flatMap(({ id, status }) => (status === 'skipped' ? [id] : [])),
        ...this.#skipped.filter((id) => !history.has(id)),
      ],
      waiting: [],
      partial: [],
    };
  }
}
