import type { FieldProblem, PlanStep } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { plan, step } from './fixtures/plans.ts';
import { InvalidPlanError, type PlanBounds, validatePlan } from './validate.ts';

const bounds = {
  arms: [{ arm_id: 'arm', capabilities: ['act', 'look'] }],
  budget: { max_tokens: 30, max_time_seconds: 3 },
};
const reached = { operator: 'equals', value: '{{previous.output.done}}', operand: true } as const;

const problemsOf = (...steps: readonly PlanStep[]): readonly FieldProblem[] => problemsWithin({}, ...steps);
const problemsWithin = (
  more: Pick<PlanBounds, 'secondsLeft'>,
  ...steps: readonly PlanStep[]
): readonly FieldProblem[] => {
  try {
    validatePlan(plan(...steps), { ...bounds, ...more });
    return [];
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems;
    throw error;
  }
};

describe('a plan', () => {
  it('is valid when everything it names exists and it fits its budget to the last token and second', () => {
    expect(
      problemsOf(
        step('a'),
        step('b', { depends_on: ['a'], action: 'look' }),
        step('c', { input: { text: '{{steps.b.output.text}}' } }),
      ),
    ).toEqual([]);
  });

  it.each([
    ['two steps of one name', [step('a'), step('a')], '/steps/1/id', 'Two steps are called a.'],
    [
      'a dependency that is not there',
      [step('b'), step('a', { depends_on: ['b', 'x'] })],
      '/steps/1/depends_on/1',
      'Step a depends on x, which is not in the plan.',
    ],
    [
      'a reference to a step that is not there',
      [step('a', { input: { list: ['{{steps.x.output}}'] } })],
      '/steps/0/input/list/0',
      'Step a refers to the output of x, which is not in the plan.',
    ],
    [
      'a condition about a step that is not there',
      [step('a', { when: { operator: 'exists', value: '{{steps.x.output}}' } })],
      '/steps/0/when/value',
      'Step a refers to the output of x, which is not in the plan.',
    ],
    [
      'the items of a step that is not there',
      [step('a', { for_each: { items: '{{steps.x.output}}' } })],
      '/steps/0/for_each/items',
      'Step a refers to the output of x, which is not in the plan.',
    ],
    [
      'a loop until something of a step that is not there',
      [step('a', { repeat: { until: { ...reached, operand: '{{steps.x.output}}' }, max_iterations: 2 } })],
      '/steps/0/repeat/until/operand',
      'Step a refers to the output of x, which is not in the plan.',
    ],
    [
      'an item outside of a map step',
      [step('a', { input: { 'x/y': 'of {{item.name}}' } })],
      '/steps/0/input/x~1y',
      'Step a refers to {{item}}, which there is only in the input of a map step.',
    ],
    [
      'an item in the condition of a map step, which is asked once',
      [step('a', { for_each: { items: [1] }, when: { operator: 'exists', value: '{{index}}' } })],
      '/steps/0/when/value',
      'Step a refers to {{index}}, which there is only in the input of a map step.',
    ],
    [
      'a former output outside of a loop',
      [step('a', { input: { x: '{{previous.output}}' }, for_each: { items: [1] } })],
      '/steps/0/input/x',
      'Step a refers to {{previous.output}}, which there is only in a loop.',
    ],
    [
      'a step that is a map step and a loop',
      [step('a', { for_each: { items: [1] }, repeat: { until: reached, max_iterations: 2 } })],
      '/steps/0/repeat',
      'Step a has for_each and repeat; a step has one of them at most.',
    ],
    [
      'steps that wait for each other',
      [step('a', { depends_on: ['b'] }), step('b', { depends_on: ['a'] })],
      '/steps/0',
      'These steps wait for each other: a -> b -> a.',
    ],
    [
      'a step that waits for itself',
      [step('a', { depends_on: ['a'] })],
      '/steps/0',
      'These steps wait for each other: a -> a.',
    ],
    [
      'conditions that wait for each other',
      [
        step('a', { when: { operator: 'exists', value: '{{steps.b.output}}' } }),
        step('b', { for_each: { items: '{{steps.a.output}}' } }),
      ],
      '/steps/0',
      'These steps wait for each other: a -> b -> a.',
    ],
    [
      'an arm that does not exist',
      [step('a', { arm: 'painter' })],
      '/steps/0/arm',
      'Step a needs the arm painter, which does not exist.',
    ],
    [
      'an action that the arm does not have',
      [step('a', { action: 'paint' })],
      '/steps/0/action',
      'The arm arm of step a cannot paint.',
    ],
    [
      'more tokens than the budget',
      [step('a', { estimated_tokens: 31 })],
      '/steps',
      'It needs about 31 tokens; the budget allows 30.',
    ],
    [
      'more time than the budget',
      [step('a', { estimated_seconds: 2 }), step('b', { estimated_seconds: 1.1, depends_on: ['a'] })],
      '/steps',
      'It needs about 4 seconds; the budget allows 3.',
    ],
  ])('is not valid with %s', (_what, steps, pointer, detail) => {
    expect(problemsOf(...steps)).toEqual([{ pointer, detail }]);
  });

  it('is valid when map steps and loops refer to what is theirs', () => {
    expect(
      problemsOf(
        step('a', { for_each: { items: [1] }, input: { x: '{{item}} {{item.y}} {{index}}' } }),
        step('b', {
          repeat: { until: reached, max_iterations: 2 },
          input: { x: '{{previous.output.y}} {{iteration}}' },
        }),
      ),
    ).toEqual([]);
  });

  it('is not valid when it takes longer than the deadline leaves', () => {
    const steps = [step('a', { estimated_seconds: 3 })];
    expect(problemsWithin({ secondsLeft: 3 }, ...steps)).toEqual([]);
    expect(problemsWithin({ secondsLeft: 2.9 }, ...steps)).toEqual([
      { pointer: '/steps', detail: 'It needs about 3 seconds; the deadline leaves 2.' },
    ]);
    expect(problemsWithin({ secondsLeft: -1 }, ...steps)).toMatchObject([
      { detail: 'It needs about 3 seconds; the deadline leaves 0.' },
    ]);
  });

  it('is refused with everything that is wrong with it', () => {
    const problems = problemsOf(
      step('a', { depends_on: ['b', 'x'], arm: 'painter' }),
      step('b', { depends_on: ['a'], action: 'paint' }),
      step('c', { estimated_tokens: 100 }),
      step('c'),
    );
    expect(problems.map(({ detail }) => detail)).toEqual([
      'Two steps are called c.',
      'Step a depends on x, which is not in the plan.',
      'These steps wait for each other: a -> b -> a.',
      'Step a needs the arm painter, which does not exist.',
      'The arm arm of step b cannot paint.',
    ]);
  });
});
