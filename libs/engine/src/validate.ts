import type { Budget, Plan, PlannableArm, PlanStep } from '@octollm/contracts';
import { estimatedSeconds, findCycle } from './graph.ts';
import { referencedSteps } from './references.ts';

/** A plan that cannot be executed. `problems` holds one sentence each. */
export class InvalidPlanError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The plan cannot be executed: ${problems.join(' ')}`);
    this.name = 'InvalidPlanError';
    this.problems = problems;
  }
}

export interface PlanBounds {
  readonly arms: readonly PlannableArm[];
  readonly budget: Pick<Budget, 'max_tokens' | 'max_time_seconds'>;
}

const duplicates = (steps: readonly PlanStep[]): string[] =>
  steps
    .filter((step, index) => steps.findIndex((other) => other.id === step.id) !== index)
    .map((step) => `Two steps are called ${step.id}.`);

const danglingParents = (steps: readonly PlanStep[]): string[] => {
  const ids = new Set(steps.map((step) => step.id));
  return steps.flatMap((step) => [
    ...step.depends_on
      .filter((id) => !ids.has(id))
      .map((id) => `Step ${step.id} depends on ${id}, which is not in the plan.`),
    ...referencedSteps(step.input)
      .filter((id) => !ids.has(id))
      .map((id) => `Step ${step.id} refers to the output of ${id}, which is not in the plan.`),
  ]);
};

const unknownArms = (steps: readonly PlanStep[], arms: readonly PlannableArm[]): string[] =>
  steps.flatMap((step) => {
    const arm = arms.find(({ arm_id }) => arm_id === step.arm);
    if (arm === undefined) return [`Step ${step.id} needs the arm ${step.arm}, which does not exist.`];
    return arm.capabilities.includes(step.action)
      ? []
      : [`The arm ${step.arm} of step ${step.id} cannot ${step.action}.`];
  });

const overBudget = (plan: Plan, budget: PlanBounds['budget']): string[] => {
  const tokens = plan.steps.reduce((sum, step) => sum + step.estimated_tokens, 0);
  const seconds = estimatedSeconds(plan);
  return [
    ...(tokens > budget.max_tokens
      ? [`It needs about ${tokens} tokens; the budget allows ${budget.max_tokens}.`]
      : []),
    ...(seconds > budget.max_time_seconds
      ? [`It needs about ${Math.ceil(seconds)} seconds; the budget allows ${budget.max_time_seconds}.`]
      : []),
  ];
};

/**
 * Checks that a plan can be executed: step ids are unique, dependencies and references exist, there is no circle,
 * every arm exists and can do what is asked, and the estimates fit the budget.
 * @throws InvalidPlanError with every problem found
 */
export const validatePlan = (plan: Plan, bounds: PlanBounds): void => {
  const cycle = findCycle(plan);
  const problems = [
    ...duplicates(plan.steps),
    ...danglingParents(plan.steps),
    ...(cycle === undefined ? [] : [`These steps wait for each other: ${cycle.join(' -> ')}.`]),
    ...unknownArms(plan.steps, bounds.arms),
    ...(cycle === undefined ? overBudget(plan, bounds.budget) : []),
  ];
  if (problems.length > 0) throw new InvalidPlanError(problems);
};
