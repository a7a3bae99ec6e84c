import { type Plan, type PlannableArm, type PlannerInput, type QueryType } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';

const alternatives: Readonly<Record<'summary' | 'fetch' | 'code' | 'other', string>> = {
  summary: 'Ask for what you want to know from the documents instead, as a question.',
  fetch: 'To fetch an address without planning, call POST /execute with the tool http_get.',
  code: 'To have code checked without planning, call the coder arm with the operation analyze.',
  other: 'State the goal as a question about the documents, or as a comparison of things they describe.',
};

/** Whether the rules can plan this type of goal. */
export type PlannableType = Exclude<QueryType, keyof typeof alternatives>;

/** @throws ArmFailure (model_required) for the types that only a language model can plan */
export function requirePlannable(type: QueryType): asserts type is PlannableType {
  if (type === 'question' || type === 'comparison') return;
  throw new ArmFailure(
    'model_required',
    'model_required',
    `Planning this goal (${type}) needs a language model, and the planner works by rules for questions and comparisons alone. ${alternatives[type]}`,
  );
}

/** @throws ArmFailure (invalid_input) when there is nothing to plan for */
export const requireGoal = ({ goal }: PlannerInput): void => {
  if (goal.trim() === '')
    throw new ArmFailure('blank_goal', 'invalid_input', 'Say what is to be done: the goal is blank.');
};

/** @throws ArmFailure (invalid_input) when no step of the plan does what the task requires */
export const requireCapabilities = (plan: Plan, { required_capabilities, arms }: PlannerInput): void => {
  const used = new Set(plan.steps.map(({ action }) => action));
  const missing = required_capabilities.filter((capability) => !used.has(capability));
  if (missing.length === 0) return;
  const exists = (capability: string): boolean =>
    arms.some((arm: PlannableArm) => arm.capabilities.includes(capability));
  throw new ArmFailure(
    'capability_not_covered',
    'invalid_input',
    `The plan has no step for ${missing.join(', ')}: its steps do ${[...used].join(', ')}. ${
      missing.every(exists) ? 'Leave' : 'No arm offers it: leave'
    } these out of required_capabilities or change the goal.`,
  );
};
