import { judgeArm, retrieverArm } from '@octollm/catalogue';
import { newId, type Plan, type PlannableArm, type PlanStep, type TaskRequest } from '@octollm/contracts';
import { cutAtWord, namesInContext, onOneLine, type Route, withoutReferences } from '@octollm/routing';

const action = 'ask';
const maxQuery = 500;
const limit = 8;

const stepOf = (
  essence: Pick<PlanStep, 'id' | 'arm' | 'action' | 'input' | 'depends_on' | 'estimated_seconds'>,
  { budget }: TaskRequest,
): PlanStep => ({
  ...essence,
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  timeout_seconds: Math.min(15, budget.max_time_seconds),
  retry: { max_attempts: budget.max_retries + 1, initial_backoff_ms: 200, max_backoff_ms: 5_000 },
  idempotent: true,
});

/** Whether the retriever can do all that the task requires, so that one working step is enough. */
const isForOneArm = ({ required_capabilities }: TaskRequest, arms: readonly PlannableArm[]): boolean => {
  const retriever = arms.find(({ arm_id }) => arm_id === retrieverArm.name);
  const can = retriever?.capabilities ?? [];
  return can.includes(action) && required_capabilities.every((capability) => can.includes(capability));
};

/**
 * Whether a task needs no planner: a simple question with three constraints at most, of low or medium priority, that
 * requires nothing but what the retriever can do.
 */
export const isDirect = (request: TaskRequest, route: Route, arms: readonly PlannableArm[]): boolean =>
  route.direct &&
  request.priority !== 'high' &&
  request.priority !== 'critical' &&
  isForOneArm(request, arms);

/** The plan for a simple question: one step that searches and answers, and the judge's verification. */
export const directPlan = (request: TaskRequest): Plan => {
  const goal = withoutReferences(request.goal.trim());
  const query = [...namesInContext(request.context), onOneLine(goal)].join(' ');
  const answer = stepOf(
    {
      id: 'answer',
      arm: retrieverArm.name,
      action,
      input: { question: goal, queries: [cutAtWord(withoutReferences(query), maxQuery)], limit },
      depends_on: [],
      estimated_seconds: 0.4,
    },
    request,
  );
  const verify = stepOf(
    {
      id: 'verify',
      arm: judgeArm.name,
      action: 'validate',
      input: {
        goal,
        answer: '{{steps.answer.output.answer}}',
        passages: '{{steps.answer.output.passages}}',
        acceptance_criteria: request.acceptance_criteria.map(withoutReferences),
      },
      depends_on: ['answer'],
      estimated_seconds: 0.2,
    },
    request,
  );
  return {
    id: newId(),
    steps: [answer, verify],
    rationale: 'The goal is a simple question: search, answer from what is found, and verify the answer.',
    confidence: 0.9,
  };
};
