import { executorArm, judgeArm, retrieverArm } from '@octollm/catalogue';
import {
  type Answer,
  type Condition,
  type ExecutorInput,
  type JudgeInput,
  newId,
  type PlannerOutput,
  type PlanStep,
} from '@octollm/contracts';
import { urlOf } from './behaviour.ts';
import type { Scenario, ScriptedStep } from './scenario.ts';

type Call = Pick<PlanStep, 'arm' | 'action' | 'input' | 'for_each' | 'repeat'>;

/** Text also for a map step: a string that is one reference would become the list itself. */
const bodyOf = ({ id, arm, map }: ScriptedStep): string[] => {
  if (arm !== undefined && arm !== 'executor-arm') return [];
  return [map === undefined ? `{{steps.${id}.output.body}}` : `items={{steps.${id}.output.items}}`];
};

/** Each item differs from the others: of calls with one and the same input the third is denied. */
const itemsOf = (step: ScriptedStep, { items, poisoned }: NonNullable<ScriptedStep['map']>): string[] =>
  Array.from({ length: items }, (_, index) => {
    const failures = index === poisoned ? Number.POSITIVE_INFINITY : (step.failures ?? 0);
    return `${urlOf({ ...step, failures })}&item=${index}`;
  });

/** The answer names the steps it came from, in order, so that a lost or exchanged output shows in the result. */
const answerOf = (step: ScriptedStep, scenario: Scenario): Answer => ({
  output: scenario
    .filter(({ id }) => step.after?.includes(id))
    .flatMap(bodyOf)
    .join(' '),
  answerable: true,
  confidence: 1,
  citations: [],
  artifacts: [],
});

/** A condition that no output of a scripted arm meets. */
const never: Condition = { operator: 'equals', value: '{{previous.output.status}}', operand: 0 };

const callOf = (step: ScriptedStep, scenario: Scenario): Call => {
  const url = urlOf(step);
  switch (step.arm ?? executorArm.name) {
    case 'judge-arm': {
      const input: JudgeInput = {
        goal: url,
        answer: answerOf(step, scenario),
        passages: [],
        acceptance_criteria: [],
      };
      return { arm: judgeArm.name, action: 'validate', input };
    }
    case 'retriever-arm':
      return { arm: retrieverArm.name, action: 'search', input: { query: url } };
    case 'executor-arm': {
      const { map, loop } = step;
      const input: ExecutorInput = { tool: 'http_get', args: { url: map === undefined ? url : '{{item}}' } };
      const call = { arm: executorArm.name, action: 'execute', input };
      if (map !== undefined) return { ...call, for_each: { items: itemsOf(step, map) } };
      return loop === undefined
        ? call
        : { ...call, repeat: { until: never, max_iterations: loop.iterations } };
    }
  }
};

const planStepOf = (step: ScriptedStep, scenario: Scenario): PlanStep => ({
  id: step.id,
  ...callOf(step, scenario),
  depends_on: [...(step.after ?? [])],
  acceptance_criteria: [],
  risk: step.risk ?? 'low',
  estimated_tokens: 0,
  estimated_seconds: 0,
  timeout_seconds: step.timeoutSeconds ?? 120,
  retry: { max_attempts: step.maxAttempts ?? 5, initial_backoff_ms: 50, max_backoff_ms: 500 },
  idempotent: step.idempotent ?? true,
});

/** What a planner answers for a scenario: a new plan each time. */
export const plannerOutputOf = (scenario: Scenario): PlannerOutput => ({
  plan: {
    id: newId(),
    steps: scenario.map((step) => planStepOf(step, scenario)),
    rationale: 'Scripted.',
    confidence: 1,
  },
  query_type: 'fetch',
  complexity: 0.5,
});
