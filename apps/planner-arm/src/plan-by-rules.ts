import type { PlannerInput, PlannerOutput } from '@octollm/contracts';
import { routeOf } from '@octollm/routing';
import { requireBudget, requireExecutable } from './checks/executable.ts';
import { requireCapabilities, requireGoal, requirePlannable } from './checks/refusals.ts';
import { documentPlan } from './plans/document-plan.ts';
import { comparisonOutline, questionOutline } from './plans/outlines.ts';

/**
 * Plans a goal by rules alone: questions and comparisons that the documents answer.
 * @throws ArmFailure model_required for other goals; invalid_input when the goal is blank, a required capability is
 * not covered or an arm is missing; budget when the plan does not fit it
 */
export const planByRules = (input: PlannerInput): PlannerOutput => {
  requireGoal(input);
  const { query_type, complexity } = routeOf(input);
  requirePlannable(query_type);
  const outline = query_type === 'comparison' ? comparisonOutline(input) : questionOutline(input);
  const plan = documentPlan(input, outline);
  requireCapabilities(plan, input);
  requireBudget(plan, input);
  requireExecutable(plan, input);
  return { plan, query_type, complexity };
};
