import { executorArm } from '@octollm/catalogue';
import { HttpGetArgs, newId, type Plan, type PlannerInput } from '@octollm/contracts';
import { addressesIn } from '@octollm/routing';
import { stepOf } from './step.ts';

const mostSteps = 20;

/** Whether nothing but tools may be used. */
export const usesToolsAlone = ({ arms }: PlannerInput): boolean =>
  arms.length > 0 && arms.every(({ arm_id }) => arm_id === executorArm.name);

/**
 * The plan for a goal that spells addresses out, when only tools may be used: each address is fetched, all at the same
 * time, the first twenty of them. Undefined when there is none.
 */
export const fetchPlan = (input: PlannerInput): Plan | undefined => {
  const steps = addressesIn(input.goal)
    .filter((url) => HttpGetArgs.safeParse({ url }).success)
    .slice(0, mostSteps)
    .map((url, index) =>
      stepOf(
        {
          id: `fetch-${index + 1}`,
          arm: executorArm.name,
          action: 'execute',
          input: { tool: 'http_get', args: { url } },
          depends_on: [],
        },
        input.budget,
      ),
    );
  if (steps.length === 0) return undefined;
  return { id: newId(), steps, rationale: 'Fetch each address that the goal names.', confidence: 0.9 };
};
