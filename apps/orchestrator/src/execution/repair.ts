import { Inject, Injectable } from '@nestjs/common';
import type { Budget, Plan, PlannerOutput } from '@octollm/contracts';
import { InvalidPlanError, type PlanRun, validatePlan } from '@octollm/engine';
import { type ClaimedTask, TaskStore } from '@octollm/memory';
import { localArm } from '../swarm/local-arm.ts';
import { type CallLimits, Planner, PlanningError } from './planner.ts';
import { repeatsRound, stepsOfRound } from './repair-steps.ts';
import { isAccepted, objections, type RoundEnd, roundsOf } from './rounds.ts';

/** So often a task is planned again at most. */
export const mostRounds = 3;

/** Whether another plan can help: there is an answer, the judge did not accept it, and the last round changed it. */
const isWorthwhile = (rounds: readonly RoundEnd[]): boolean => {
  const last = rounds.at(-1);
  if (last === undefined || last.round >= mostRounds) return false;
  const { answer, validation } = last;
  if (answer === undefined || !answer.answerable || validation === null || isAccepted(validation))
    return false;
  return rounds.at(-2)?.answer?.output !== answer.output;
};

/** Plans a task again whose answer the judge found wanting. */
@Injectable()
export class Repair {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(Planner) private readonly planner: Planner,
  ) {}

  /**
   * The plan with the steps of one more round, or null when the task is to end with the answer it has: the judge
   * accepted it or could not be asked, the sources do not hold an answer, three rounds were made, the last round gave
   * the same answer as the one before, time or budget are used up, or no other plan is found. The new plan has not been
   * stored; the ids of its new steps begin with `r<round>-`.
   * @throws the reason of `signal`
   */
  async next(claimed: ClaimedTask, plan: Plan, run: PlanRun, limits: CallLimits): Promise<Plan | null> {
    const rounds = roundsOf(plan, run);
    const last = rounds.at(-1);
    if (last === undefined || !isWorthwhile(rounds)) return null;
    const budget = await this.budgetLeft(claimed, limits.deadline);
    if (budget === null) return null;
    const round = last.round + 1;
    const feedback = rounds.flatMap(({ validation }) => (validation === null ? [] : objections(validation)));
    const planned = await this.ask(claimed, { round, budget, feedback }, limits);
    if (planned === null || !this.isExecutable(planned.plan, budget)) return null;
    const steps = stepsOfRound(round, planned.plan.steps);
    if (steps === null || repeatsRound(plan.steps, steps)) return null;
    return { ...plan, steps: [...plan.steps, ...steps] };
  }

  private async ask(
    claimed: ClaimedTask,
    { round, budget, feedback }: { round: number; budget: Budget; feedback: readonly string[] },
    limits: CallLimits,
  ): Promise<PlannerOutput | null> {
    try {
      const question = { stepId: `replan-${round}`, budget, feedback: [...new Set(feedback)], round };
      return await this.planner.ask(claimed, question, limits);
    } catch (error) {
      // The answer that there is is better than none.
      if (error instanceof PlanningError) return null;
      throw error;
    }
  }

  private isExecutable(plan: Plan, budget: Budget): boolean {
    try {
      validatePlan(plan, { arms: [...this.planner.arms, localArm], budget });
      return true;
    } catch (error) {
      if (error instanceof InvalidPlanError) return false;
      throw error;
    }
  }

  /** What is left of the task's budget; null when that is nothing. */
  private async budgetLeft({ lease, request }: ClaimedTask, deadline: Date): Promise<Budget | null> {
    const task = await this.tasks.find(lease.tenantId, lease.taskId);
    if (task === null) return null;
    const { prompt_tokens, completion_tokens, cost_usd } = task.usage;
    const { budget } = request;
    const left = {
      ...budget,
      max_tokens: budget.max_tokens - prompt_tokens - completion_tokens,
      max_cost_usd: Math.max(budget.max_cost_usd - cost_usd, 0),
      max_time_seconds: Math.min(
        Math.floor((deadline.getTime() - Date.now()) / 1_000),
        budget.max_time_seconds,
      ),
    };
    const isSpent = budget.max_cost_usd > 0 && left.max_cost_usd === 0;
    return left.max_tokens < 1 || left.max_time_seconds < 1 || isSpent ? null : left;
  }
}
