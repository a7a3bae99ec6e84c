import type { PlanStep } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { LeaseLost, MemoryJournal } from './fixtures/journal.ts';
import { step } from './fixtures/plans.ts';
import { run } from './fixtures/running.ts';

const until = (operand: number): NonNullable<PlanStep['repeat']>['until'] => ({
  operator: 'equals',
  value: '{{previous.output.n}}',
  operand,
});

/** Counts up from what it gets, to a ceiling. */
const counter = (ceiling = 100): Arm =>
  new Arm(async ({ input }) => {
    const { from } = input as { from: number | null };
    return success({ n: Math.min((from ?? 0) + 1, ceiling) });
  });
const loop = (operand: number, max_iterations: number): PlanStep =>
  step('loop', {
    repeat: { until: until(operand), max_iterations },
    input: { from: '{{previous.output.n}}', number: '{{iteration}}', text: 'after {{previous.output.n}}' },
  });

describe('a loop', () => {
  it('goes on until its condition holds, handing each output to the next iteration, and gives the last one', async () => {
    const journal = new MemoryJournal();
    const arm = counter();
    const { outputs } = await run({
      steps: [loop(3, 10), step('next', { input: { from: '{{steps.loop.output.n}}' } })],
      arm,
      journal,
    });
    expect(outputs.get('loop')).toEqual({ n: 3 });
    expect(outputs.get('next')).toEqual({ n: 4 });
    expect(arm.calls.slice(0, 3).map(({ id, input }) => [id, input])).toEqual([
      ['loop.0', { from: null, number: 0, text: 'after null' }],
      ['loop.1', { from: 1, number: 1, text: 'after 1' }],
      ['loop.2', { from: 2, number: 2, text: 'after 2' }],
    ]);
    expect(journal.entries.slice(0, 8).map(({ kind, stepId }) => `${kind} ${stepId}`)).toEqual([
      'started loop',
      'started loop.0',
      'ended loop.0',
      'started loop.1',
      'ended loop.1',
      'started loop.2',
      'ended loop.2',
      'ended loop',
    ]);
  });

  it('fails with loop_limit when the condition does not hold within the iterations it has', async () => {
    const arm = counter();
    const { failed } = await run({ steps: [loop(3, 2)], arm });
    expect(failed).toMatchObject([{ stepId: 'loop', error: { code: 'loop_limit', retryable: false } }]);
    expect(arm.calls).toHaveLength(2);
  });

  it('stops with no_progress and a reason when an iteration gives what the one before gave', async () => {
    const arm = new Arm(async ({ attempt: _attempt, input }) => {
      const { number } = input as { number: number };
      return success(number === 0 ? { n: 0, a: 1 } : { a: 1, n: 0 });
    });
    const { failed } = await run({ steps: [loop(3, 10), step('heir', { depends_on: ['loop'] })], arm });
    expect(failed).toMatchObject([
      { stepId: 'loop', error: { code: 'no_progress', message: expect.stringContaining('Iteration 1') } },
    ]);
    expect(arm.calls).toHaveLength(2);
  });

  it('fails with the error of an iteration that fails', async () => {
    const arm = new Arm(async ({ step: { id } }) =>
      id === 'loop.1' ? failure({ code: 'broken' }) : success({ n: 0 }),
    );
    const { failed } = await run({ steps: [loop(3, 10)], arm });
    expect(failed).toMatchObject([{ stepId: 'loop', error: { code: 'broken' } }]);
  });

  it('fails when its condition refers to what the output does not have', async () => {
    const { failed } = await run({ steps: [loop(3, 10)], arm: new Arm(async () => success({})) });
    expect(failed).toMatchObject([{ stepId: 'loop', error: { code: 'unresolved_reference' } }]);
  });

  it('resumes behind the iterations that have ended, wherever it was cut off', async () => {
    for (const limit of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const journal = new MemoryJournal();
      journal.limit = limit;
      const arm = counter();
      await expect(run({ steps: [loop(3, 10)], arm, journal })).rejects.toBeInstanceOf(LeaseLost);
      journal.limit = Number.POSITIVE_INFINITY;
      const { outputs } = await run({ steps: [loop(3, 10)], arm, journal });
      expect(outputs.get('loop')).toEqual({ n: 3 });
      expect([...journal.ends.values()].every((ends) => ends.length === 1)).toBe(true);
      expect(arm.calls.length).toBeLessThanOrEqual(4);
    }
  });
});
