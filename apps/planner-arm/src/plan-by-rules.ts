import type { PlannerInput, PlannerOutput } from '@octollm/contracts';
import { requireBudget, requireExecutable } from './checks/executable.ts';
import { requireCapabilities, requireGoal, requirePlannable } from './checks/refusals.ts';
import { complexityOf } from './goal/complexity.ts';
import { queryTypeOf } from './goal/query-type.ts';
import { documentPlan } from './plans/document-plan.ts';
import { comparisonOutline, questionOutline } from './plans/outlines.ts';

/**
 * Plans a goal by rules alone: questions and comparisons that the documents answer.
 * @throws ArmFailure model_required for other goals; invalid_input when the goal is blank, a required capability is
 * not covered or an arm is missing; budget when the plan does not fit it
 */
export const planByRules = (input: PlannerInput): PlannerOutput => {
  requireGoal(input);
  const query_type = queryTypeOf(input.goal);
  requirePlannable(query_type);
  const outline = query_type === 'comparison' ? comparisonOutline(input) : questionOutline(input);
  const plan = documentPlan(input, outline);
  requireCapabilities(plan, input);
  requireBudget(plan, input);
  requireExecutable(plan, input);
  return { plan, query_type, complexity: complexityOf(query_type, outline.queries.length, input) };
};
