import { judgeArm, taskMetrics } from '@octollm/catalogue';
import { type ArmError, noUsage, type PlanStep, type TaskError } from '@octollm/contracts';
import type { StepJournal, StepOutcome } from '@octollm/engine';
import type { Lease, StepOutcome as StoredOutcome, TaskStore } from '@octollm/memory';
import { type Metrics } from '@octollm/service-kit';

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

/** Writes what the engine does into the task's rows, under the lease. The judge's first attempt begins `judging`. */
export class TaskJournal implements StepJournal {
  readonly #tasks: TaskStore;
  readonly #lease: Lease;
  readonly #metrics: Metrics;
  #judging: boolean;

  constructor(tasks: TaskStore, lease: Lease, metrics: Metrics, judging: boolean) {
    this.#tasks = tasks;
    this.#lease = lease;
    this.#metrics = metrics;
    this.#judging = judging;
  }

  /** Whether the task has reached its judge. */
  get judging(): boolean {
    return this.#judging;
  }

  async started(step: PlanStep, attempt: number): Promise<void> {
    if (step.arm === judgeArm.name && !this.#judging) {
      await this.#tasks.transition(this.#lease, 'judging');
      this.#judging = true;
    }
    await this.#tasks.startStep(this.#lease, step.id, attempt);
  }

  async ended(step: PlanStep, attempt: number, outcome: StepOutcome): Promise<void> {
    const stored = toStored(step, outcome);
    await this.#tasks.finishStep(this.#lease, step.id, attempt, stored);
    this.#metrics.counter(taskMetrics.steps).inc({ arm: step.arm, outcome: stored.status });
  }
}
