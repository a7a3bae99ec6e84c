import { type Plan, type PlannerInput, Plan as PlanSchema } from '@octollm/contracts';
import { estimatedSeconds, InvalidPlanError, validatePlan } from '@octollm/engine';
import { ArmFailure } from '@octollm/service-kit';

/** @throws ArmFailure (budget) when the plan does not fit it, saying which field to raise */
export const requireBudget = (plan: Plan, { budget }: PlannerInput): void => {
  const seconds = estimatedSeconds(plan);
  if (seconds > budget.max_time_seconds)
    throw new ArmFailure(
      'over_time_budget',
      'budget',
      `The plan takes about ${Math.ceil(seconds)} seconds and the budget allows ${budget.max_time_seconds}. Raise budget.max_time_seconds.`,
    );
  const tokens = plan.steps.reduce((sum, step) => sum + step.estimated_tokens, 0);
  if (tokens > budget.max_tokens)
    throw new ArmFailure(
      'over_token_budget',
      'budget',
      `The plan takes about ${tokens} tokens and the budget allows ${budget.max_tokens}. Raise budget.max_tokens.`,
    );
};

/** @throws ArmFailure (invalid_input) when the arms at hand cannot execute the plan, with every reason */
export const requireExecutable = (plan: Plan, { arms, budget }: PlannerInput): void => {
  try {
    validatePlan(PlanSchema.parse(plan), { arms, budget });
  } catch (error) {
    if (!(error instanceof InvalidPlanError)) throw error;
    throw new ArmFailure(
      'plan_not_executable',
      'invalid_input',
      `${error.problems.map(({ detail }) => detail).join(' ')} Start or register the arms that are missing and submit the goal again.`,
      { cause: error },
    );
  }
};
