import { describe, expect, it } from 'vitest';
import { plan, step } from './fixtures/plans.ts';
import { InvalidPlanError, validatePlan } from './validate.ts';

const bounds = {
  arms: [{ arm_id: 'arm', capabilities: ['act', 'look'] }],
  budget: { max_tokens: 30, max_time_seconds: 3 },
};
const problemsOf = (...steps: readonly ReturnType<typeof step>[]): readonly string[] => {
  try {
    validatePlan(plan(...steps), bounds);
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
    ['two steps of one name', [step('a'), step('a')], 'Two steps are called a.'],
    [
      'a dependency that is not there',
      [step('a', { depends_on: ['x'] })],
      'Step a depends on x, which is not in the plan.',
    ],
    [
      'a reference to a step that is not there',
      [step('a', { input: { list: ['{{steps.x.output}}'] } })],
      'Step a refers to the output of x, which is not in the plan.',
    ],
    [
      'steps that wait for each other',
      [step('a', { depends_on: ['b'] }), step('b', { depends_on: ['a'] })],
      'These steps wait for each other: a -> b -> a.',
    ],
    [
      'a step that waits for itself',
      [step('a', { depends_on: ['a'] })],
      'These steps wait for each other: a -> a.',
    ],
    [
      'an arm that does not exist',
      [step('a', { arm: 'painter' })],
      'Step a needs the arm painter, which does not exist.',
    ],
    [
      'an action that the arm does not have',
      [step('a', { action: 'paint' })],
      'The arm arm of step a cannot paint.',
    ],
    [
      'more tokens than the budget',
      [step('a', { estimated_tokens: 31 })],
      'It needs about 31 tokens; the budget allows 30.',
    ],
    [
      'more time than the budget',
      [step('a', { estimated_seconds: 2 }), step('b', { estimated_seconds: 1.1, depends_on: ['a'] })],
      'It needs about 4 seconds; the budget allows 3.',
    ],
  ])('is not valid with %s', (_what, steps, problem) => {
    expect(problemsOf(...steps)).toEqual([problem]);
  });

  it('is refused with everything that is wrong with it', () => {
    const problems = problemsOf(
      step('a', { depends_on: ['b', 'x'], arm: 'painter' }),
      step('b', { depends_on: ['a'], action: 'paint' }),
      step('c', { estimated_tokens: 100 }),
      step('c'),
    );
    expect(problems).toEqual([
      'Two steps are called c.',
      'Step a depends on x, which is not in the plan.',
      'These steps wait for each other: a -> b -> a.',
      'Step a needs the arm painter, which does not exist.',
      'The arm arm of step b cannot paint.',
    ]);
  });
});
