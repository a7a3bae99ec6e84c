import type { Plan, PlannerInput, PlannerOutput, QueryType } from '@octollm/contracts';
import { routeOf } from '@octollm/routing';
import { requireBudget, requireExecutable } from './checks/executable.ts';
import { requireCapabilities, requireGoal, requirePlannable } from './checks/refusals.ts';
import { documentPlan } from './plans/document-plan.ts';
import { fetchPlan, usesToolsAlone } from './plans/fetch-plan.ts';
import { comparisonOutline, questionOutline } from './plans/outlines.ts';

/**
 * Plans a goal by rules alone: questions and comparisons that the documents answer and, when only tools may be used,
 * addresses to fetch.
 * @throws ArmFailure model_required for other goals; invalid_input when the goal is blank, a required capability is
 * not covered or an arm is missing; budget when the plan does not fit it
 */
export const planByRules = (input: PlannerInput): PlannerOutput => {
  requireGoal(input);
  const { query_type, complexity } = routeOf(input);
  const plan = (usesToolsAlone(input) ? fetchPlan(input) : undefined) ?? planFor(query_type, input);
  requireCapabilities(plan, input);
  requireBudget(plan, input);
  requireExecutable(plan, input);
  return { plan, query_type, complexity };
};

const planFor = (type: QueryType, input: PlannerInput): Plan => {
  requirePlannable(type);
  return documentPlan(input, type === 'comparison' ? comparisonOutline(input) : questionOutline(input));
};
