import { Inject, Injectable } from '@nestjs/common';
import { plannerArm } from '@octollm/catalogue';
import {
  type Budget,
  type GoalMemory,
  type PlannableArm,
  PlannerOutput,
  type TaskError,
} from '@octollm/contracts';
import type { ClaimedTask } from '@octollm/memory';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { TaskBudgets } from '../budget/task-budgets.ts';
import { SimilarTasks } from '../memory/similar-tasks.ts';
import { withToolRisks } from '../tools/tool-risk.ts';
import { isPlannedByRules } from './planned-by-rules.ts';

const planningSeconds = 60;

/** A task that cannot be planned; its error becomes the task's. */
export class PlanningError extends Error {
  readonly error: TaskError;

  constructor(error: TaskError) {
    super(error.message);
    this.name = 'PlanningError';
    this.error = error;
  }
}

/** How long a call may take, and what ends it. */
export interface CallLimits {
  readonly deadline: Date;
  readonly signal: AbortSignal;
}

const readPlan = (reply: unknown): PlannerOutput => {
  const output = PlannerOutput.parse(reply);
  return { ...output, plan: withToolRisks(output.plan) };
};

/** What is asked for besides what the task says. */
export interface PlanQuestion {
  /** Names the call: `plan`, or `replan-<round>`. */
  readonly stepId: string;
  /** What of the task's budget is left. */
  readonly budget: Budget;
  readonly feedback?: string[];
  readonly round?: number;
}

/** Asks the planner arm. */
@Injectable()
export class Planner {
  constructor(
    @Inject(ArmRegistry) private readonly registry: ArmRegistry,
    @Inject(TaskBudgets) private readonly budgets: TaskBudgets,
    @Inject(SimilarTasks) private readonly similar: SimilarTasks,
  ) {}

  /** The arms a plan may use. */
  get arms(): readonly PlannableArm[] {
    return this.registry.plannable;
  }

  /**
   * The planner's plan, with the risks of its tools; it has not been validated.
   * @throws PlanningError when there is none; the reason of `signal`
   */
  async ask(
    claimed: ClaimedTask,
    question: PlanQuestion,
    { deadline, signal }: CallLimits,
  ): Promise<PlannerOutput> {
    const { lease, task } = claimed;
    const { stepId, budget, feedback, round } = question;
    const { goal, constraints, context, acceptance_criteria, required_capabilities } = claimed.request;
    const asking = { id: `${stepId}.0`, arm: plannerArm.name, estimated_tokens: 0 };
    const memories = await this.memoriesFor(claimed, question, signal);
    // As one unit of several: steps come after it.
    const reply = await this.budgets.of(claimed).within(asking, signal, (allowance) =>
      this.registry.call(plannerArm.name, {
        tenantId: lease.tenantId,
        taskId: task.id,
        stepId,
        attempt: 1,
        action: 'plan',
        input: {
          goal,
          constraints,
          context,
          acceptance_criteria,
          required_capabilities,
          budget,
          arms: this.arms,
          ...(feedback === undefined ? {} : { feedback }),
          ...(round === undefined ? {} : { round }),
          ...(memories.length === 0 ? {} : { memories }),
        },
        budget: allowance,
        deadline: new Date(Math.min(deadline.getTime(), Date.now() + planningSeconds * 1_000)),
        signal,
      }),
    );
    if (reply.success) return readPlan(reply.output);
    const { code, category, message, retryable } = reply.error;
    throw new PlanningError({ code, category, message, retryable, step_id: null });
  }

  /** What a model may learn from earlier tasks. Rules read none of it, so they do not wait for it. */
  private async memoriesFor(
    { lease: { tenantId, taskId }, request }: ClaimedTask,
    { stepId, round }: PlanQuestion,
    signal: AbortSignal,
  ): Promise<GoalMemory[]> {
    if (!this.registry.asksModels(plannerArm.name)) return [];
    if (round === undefined && isPlannedByRules(request)) return [];
    const { goal, session_id: sessionId } = request;
    return this.similar.to({ tenantId, taskId, stepId, goal, sessionId, signal });
  }
}
