import { Inject, Injectable } from '@nestjs/common';
import { plannerArm } from '@octollm/catalogue';
import { type ArmError, type Plan, PlannerOutput, type TaskError } from '@octollm/contracts';
import { type ExecuteStep, InvalidPlanError, runPlan, type StepHistory, validatePlan } from '@octollm/engine';
import { type ClaimedTask, type StoredStep, type TaskEnd, TaskStore } from '@octollm/memory';
import { Metrics } from '@octollm/service-kit';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { endOf } from './outcome.ts';
import { TaskJournal } from './task-journal.ts';

/** Steps of one task that run at the same time. */
const maxParallel = 20;
const planningSeconds = 60;

const historyOf = (steps: readonly StoredStep[]): ReadonlyMap<string, StepHistory> =>
  new Map(
    steps.map((step) => {
      const ended = step.status === 'succeeded' || step.status === 'failed' || step.status === 'skipped';
      const status = ended ? step.status : 'unfinished';
      return [step.id, { status, attempts: step.attempts, output: step.output }] as const;
    }),
  );

/** A task that cannot be planned; its error becomes the task's. */
class PlanningError extends Error {
  readonly error: TaskError;

  constructor(error: TaskError) {
    super(error.message);
    this.name = 'PlanningError';
    this.error = error;
  }
}

const planningError = ({ code, category, message, retryable }: ArmError): PlanningError =>
  new PlanningError({ code, category, message, retryable, step_id: null });

/** Carries a claimed task from wherever it stands to its end. */
@Injectable()
export class TaskRunner {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /**
   * Plans the task unless it has a plan, runs the steps that have not ended and says how the task ends.
   * @param deadline when the calls must be over
   * @throws LeaseLostError when another replica has the task now or it was cancelled; the reason of `signal`
   */
  async run(claimed: ClaimedTask, deadline: Date, signal: AbortSignal): Promise<TaskEnd> {
    try {
      const plan = claimed.plan ?? (await this.plan(claimed, deadline, signal));
      if (claimed.task.status === 'queued' || claimed.task.status === 'planning')
        await this.tasks.transition(claimed.lease, 'running');
      const run = await runPlan({
        plan,
        history: historyOf(claimed.steps),
        maxParallel,
        signal,
        journal: new TaskJournal(this.tasks, claimed.lease, this.metrics, claimed.task.status === 'judging'),
        execute: this.executor(claimed, deadline),
      });
      return endOf(plan, run);
    } catch (error) {
      if (error instanceof PlanningError) return { status: 'failed', error: error.error, result: null };
      throw error;
    }
  }

  private executor(claimed: ClaimedTask, deadline: Date): ExecuteStep {
    const { max_tokens, max_cost_usd } = claimed.request.budget;
    return async ({ step, input, attempt, signal }) => {
      const stepDeadline = new Date(Math.min(deadline.getTime(), Date.now() + step.timeout_seconds * 1_000));
      const reply = await this.arms.call(step.arm, {
        tenantId: claimed.lease.tenantId,
        taskId: claimed.task.id,
        stepId: step.id,
        attempt,
        action: step.action,
        input,
        budget: { max_tokens, max_cost_usd },
        deadline: stepDeadline,
        signal,
      });
      if (reply.success) {
        const { output, confidence, usage, provenance, warnings } = reply;
        return { succeeded: true, output, confidence, usage, provenance, warnings };
      }
      return { succeeded: false, error: reply.error, usage: reply.usage, provenance: reply.provenance };
    };
  }

  private async plan(claimed: ClaimedTask, deadline: Date, signal: AbortSignal): Promise<Plan> {
    const { lease, request, task } = claimed;
    if (task.status === 'queued') await this.tasks.transition(lease, 'planning');
    const { goal, constraints, context, acceptance_criteria, required_capabilities, budget } = request;
    const arms = this.arms.plannable;
    const reply = await this.arms.call(plannerArm.name, {
      tenantId: lease.tenantId,
      taskId: task.id,
      stepId: 'plan',
      attempt: 1,
      action: 'plan',
      input: { goal, constraints, context, acceptance_criteria, required_capabilities, budget, arms },
      budget: { max_tokens: budget.max_tokens, max_cost_usd: budget.max_cost_usd },
      deadline: new Date(Math.min(deadline.getTime(), Date.now() + planningSeconds * 1_000)),
      signal,
    });
    if (!reply.success) throw planningError(reply.error);
    const { plan, query_type, complexity } = PlannerOutput.parse(reply.output);
    try {
      validatePlan(plan, { arms, budget });
    } catch (error) {
      if (!(error instanceof InvalidPlanError)) throw error;
      throw new PlanningError({
        code: 'invalid_plan',
        message: error.message,
        retryable: false,
        step_id: null,
      });
    }
    await this.tasks.savePlan(lease, plan, { query_type, complexity });
    return plan;
  }
}
