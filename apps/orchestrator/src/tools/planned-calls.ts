import { executorArm } from '@octollm/catalogue';
import {
  type ExecuteRequest,
  ExecutorInput,
  InvalidRequestError,
  type Plan,
  type PlanStep,
  type ToolCall,
  UnprocessableError,
} from '@octollm/contracts';
import { toolGraph } from './tool-graph.ts';
import type { ToolStep } from './tool-step.ts';

/** What the client can do about a prompt from which no tools can be chosen. */
export const toolsNeeded = (why: string): UnprocessableError =>
  new UnprocessableError(`Name the tools to run in tools. None were chosen from the prompt: ${why}`, {
    errors: [{ pointer: '/tools', detail: 'must name at least one tool for this prompt' }],
  });

/** Where a step is more than a call of a tool; undefined where it is one. */
const beyondCall = ({ id, when, join, for_each, repeat, risk }: PlanStep): string | undefined => {
  if ([when, join, for_each, repeat].some((part) => part !== undefined))
    return `The step ${id} of the plan is more than one call. Submit a task to have it carried out.`;
  // Nobody can approve it here, and the client does not see the calls before they are made.
  return risk === 'high'
    ? `The step ${id} of the plan has a high risk. Submit a task to have it approved.`
    : undefined;
};

const toCall = (step: PlanStep): ToolCall => {
  const { data: input } = ExecutorInput.safeParse(step.input);
  const problem =
    input === undefined ? `The step ${step.id} of the plan has no tool and arguments.` : beyondCall(step);
  if (input === undefined || problem !== undefined) throw toolsNeeded(problem ?? '');
  const { id, depends_on, timeout_seconds } = step;
  return { id, ...input, depends_on, timeout_ms: timeout_seconds * 1_000 };
};

/**
 * The steps of a plan that run tools, as calls with their ids and dependencies; other steps are left out.
 * @throws UnprocessableError that says to name the tools: when there are none, when one is more than a call (it has
 * conditions, items or iterations) or has a high risk, and when one waits for a step that is no tool
 */
export const plannedCalls = (plan: Plan, request: ExecuteRequest): readonly ToolStep[] => {
  const tools = plan.steps.filter(({ arm }) => arm === executorArm.name).map(toCall);
  if (tools.length === 0) throw toolsNeeded('The plan for it runs no tools.');
  try {
    return toolGraph({ ...request, tools });
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    throw toolsNeeded('The tools of the plan for it wait for something that is no tool.');
  }
};
