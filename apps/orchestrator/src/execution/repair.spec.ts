import {
  type Answer,
  newId,
  noUsage,
  type Plan,
  type PlannerOutput,
  type PlanStep,
  type TaskRequest,
  type Usage,
  type ValidationIssue,
  type ValidationResult,
} from '@octollm/contracts';
import { type PlanRun, validatePlan } from '@octollm/engine';
import type { TaskStore } from '@octollm/memory';
import { describe, expect, it } from 'vitest';
import { answerSaying, arms, claimedTask, stepWith, verdict } from './fixtures/planned-task.ts';
import { endOf } from './outcome.ts';
import { type Planner, PlanningError, type PlanQuestion } from './planner.ts';
import { Repair } from './repair.ts';

const issue: ValidationIssue = {
  severity: 'high',
  type: 'criterion_failed',
  message: 'The answer does not meet: names the year.',
  location: null,
  suggestion: null,
};
const rejected = verdict({ valid: false, quality_score: 0.9, issues: [issue] });

const planSearching = (limit: number): Plan => ({
  id: newId(),
  steps: [
    stepWith({ id: 'search', arm: 'retriever-arm', action: 'search', input: { query: 'x', limit } }),
    stepWith({
      id: 'answer',
      arm: 'retriever-arm',
      action: 'answer',
      input: { question: 'x?', passages: '{{steps.search.output.results}}' },
      depends_on: ['search'],
    }),
    stepWith({
      id: 'verify',
      arm: 'judge-arm',
      action: 'validate',
      input: { goal: 'x?', answer: '{{ steps.answer.output }}' },
      when: { operator: 'exists', value: '{{steps.answer.output}}' },
      depends_on: ['answer'],
    }),
  ],
  rationale: '',
  confidence: 1,
});

/** A run in which each round has answered and was judged, the first plan's round first. */
const runOf = (...rounds: readonly (readonly [Answer, ValidationResult])[]): PlanRun => ({
  outputs: new Map(
    rounds.flatMap(([answer, validation], round): [string, unknown][] => {
      const prefix = round === 0 ? '' : `r${round}-`;
      return [
        [`${prefix}search`, { results: [] }],
        [`${prefix}answer`, answer],
        [`${prefix}verify`, validation],
      ];
    }),
  ),
  failed: [],
  skipped: [],
  waiting: [],
  partial: [],
});

const repairWith = (
  answer: (question: PlanQuestion) => Partial<PlannerOutput>,
  { usage = noUsage, request = {} }: { usage?: Usage; request?: Partial<TaskRequest> } = {},
) => {
  const asked: PlanQuestion[] = [];
  const claimed = claimedTask({ goal: 'x?', ...request });
  const planner = {
    arms,
    ask: async (_claimed: unknown, question: PlanQuestion) => {
      asked.push(question);
      return { query_type: 'question', complexity: 0.2, ...answer(question) };
    },
  } as unknown as Planner;
  const tasks = { find: async () => ({ ...claimed.task, usage }) } as unknown as TaskStore;
  const repair = new Repair(tasks, planner);
  const next = (plan: Plan, run: PlanRun, seconds = 60) =>
    repair.next(claimed, plan, run, {
      deadline: new Date(Date.now() + seconds * 1_000),
      signal: new AbortController().signal,
    });
  return { next, asked };
};

const widening = ({ round = 0 }: PlanQuestion) => ({ plan: planSearching(8 * (round + 1)) });
const idsOf = (plan: Plan | null): readonly string[] => plan?.steps.map(({ id }: PlanStep) => id) ?? [];

describe('repairing a task', () => {
  it('low quality plans again, with what the judge found as feedback', async () => {
    const { next, asked } = repairWith(widening);
    const plan = await next(planSearching(8), runOf([answerSaying('a'), rejected]));
    expect(asked).toMatchObject([{ stepId: 'replan-1', round: 1, feedback: [issue.message] }]);
    expect(idsOf(plan)).toEqual(['search', 'answer', 'verify', 'r1-search', 'r1-answer', 'r1-verify']);
    const verify = plan?.steps.at(-1);
    expect(verify).toMatchObject({
      input: { answer: '{{ steps.r1-answer.output }}' },
      when: { value: '{{steps.r1-answer.output}}' },
      depends_on: ['r1-answer'],
    });
    if (plan !== null) validatePlan(plan, { arms, budget: { max_tokens: 1, max_time_seconds: 60 } });
  });

  it('plans again when the score is below 0.80, and not from 0.80 on', async () => {
    const { next } = repairWith(widening);
    const scored = (quality_score: number) =>
      next(planSearching(8), runOf([answerSaying('a'), verdict({ quality_score })]));
    expect(await scored(0.7999)).not.toBeNull();
    expect(await scored(0.8)).toBeNull();
  });

  it('is capped at three rounds, and then the answer is degraded and names what the judge found', async () => {
    const { next, asked } = repairWith(widening);
    let plan = planSearching(8);
    const rounds: [Answer, ValidationResult][] = [[answerSaying('answer 0'), rejected]];
    for (let round = 1; round <= 10; round++) {
      const repaired = await next(plan, runOf(...rounds));
      if (repaired === null) break;
      plan = repaired;
      rounds.push([answerSaying(`answer ${round}`), rejected]);
    }
    expect(asked.map(({ round }) => round)).toEqual([1, 2, 3]);
    expect(plan.steps).toHaveLength(12);
    expect(endOf(plan, runOf(...rounds))).toMatchObject({
      status: 'succeeded',
      result: {
        output: 'answer 3',
        degraded: true,
        degraded_reasons: [`The judge found: ${issue.message}`],
      },
    });
  });

  it('never repairs a question that the sources do not answer', async () => {
    const { next, asked } = repairWith(widening);
    const answer = answerSaying('Not found.', { answerable: false });
    expect(await next(planSearching(8), runOf([answer, rejected]))).toBeNull();
    expect(asked).toEqual([]);
  });

  it('stops when a round gave the same answer as the one before: no progress', async () => {
    const { next, asked } = repairWith(widening);
    const plan = await next(planSearching(8), runOf([answerSaying('a'), rejected]));
    const same = runOf([answerSaying('a'), rejected], [answerSaying('a'), rejected]);
    expect(plan === null ? undefined : await next(plan, same)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['time', {}, 0.5],
    ['tokens', { usage: { ...noUsage, prompt_tokens: 9_000, completion_tokens: 1_000 } }, 60],
    ['money', { usage: { ...noUsage, cost_usd: 1 } }, 60],
  ])('plans no more when the %s of the budget is used up', async (_name, options, seconds) => {
    const { next, asked } = repairWith(widening, options);
    expect(await next(planSearching(8), runOf([answerSaying('a'), rejected]), seconds)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('keeps the answer when the new plan does what was done before, cannot be executed, or there is none', async () => {
    const unknownArm: Plan = {
      ...planSearching(9),
      steps: [stepWith({ id: 'x', arm: 'no-arm', action: 'x', input: {} })],
    };
    const refuse = (): never => {
      throw new PlanningError({ code: 'x', message: 'No.', retryable: false, step_id: null });
    };
    const makers = [() => ({ plan: planSearching(8) }), () => ({ plan: unknownArm }), refuse];
    for (const make of makers)
      expect(await repairWith(make).next(planSearching(8), runOf([answerSaying('a'), rejected]))).toBeNull();
  });

  it('repairs nothing that was not judged or not answered', async () => {
    const { next } = repairWith(widening);
    const run = runOf([answerSaying('a'), rejected]);
    const without = (id: string): PlanRun => ({
      ...run,
      outputs: new Map([...run.outputs].filter(([key]) => key !== id)),
    });
    expect(await next(planSearching(8), without('verify'))).toBeNull();
    expect(await next(planSearching(8), without('answer'))).toBeNull();
  });
});

describe('the end after repair rounds', () => {
  const plan = (): Plan => {
    const first = planSearching(8);
    const second = planSearching(16).steps.map(
      (step): PlanStep => ({
        ...step,
        id: `r1-${step.id}`,
        depends_on: step.depends_on.map((id) => `r1-${id}`),
        input: JSON.parse(JSON.stringify(step.input).replaceAll('steps.', 'steps.r1-')) as PlanStep['input'],
      }),
    );
    return { ...first, steps: [...first.steps, ...second] };
  };

  it('is the repaired answer, without what was wrong with the first', () => {
    const run = runOf([answerSaying('wrong'), rejected], [answerSaying('right'), verdict()]);
    expect(endOf(plan(), run)).toMatchObject({ result: { output: 'right', degraded: false } });
  });

  it('is the first answer when the repair gave none', () => {
    const run = runOf([answerSaying('first'), rejected]);
    const end = endOf(plan(), { ...run, skipped: ['r1-answer', 'r1-verify'] });
    expect(end).toMatchObject({ result: { output: 'first', degraded: true } });
  });
});
