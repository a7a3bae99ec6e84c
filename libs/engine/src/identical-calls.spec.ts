import { describe, expect, it } from 'vitest';
import { callIdentity } from './canonical-json.ts';
import type { IdentityOf } from './context.ts';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { MemoryJournal } from './fixtures/journal.ts';
import { step } from './fixtures/plans.ts';
import { echo, run } from './fixtures/running.ts';

const identityOf: IdentityOf = ({ arm, action }, input) => callIdentity(`${arm}/${action}`, input);
const denied = { code: 'identical_call', category: 'policy', retryable: false };

describe('the identity of a call', () => {
  it('is the same for inputs that are equal as JSON, and for no others', () => {
    const one = callIdentity('a', { x: 1, y: [{ p: null, q: undefined }] });
    expect(callIdentity('a', JSON.parse('{"y": [{"p": null}], "x": 1}'))).toBe(one);
    expect(callIdentity('b', { x: 1, y: [{ p: null }] })).not.toBe(one);
    expect(callIdentity('a', { x: '1', y: [{ p: null }] })).not.toBe(one);
    expect(callIdentity('a', [1, 2])).not.toBe(callIdentity('a', [2, 1]));
  });
});

describe('the loop guard', () => {
  const same = { input: { x: 1 } };

  it('lets two identical calls through: the third identical call is denied', async () => {
    const arm = echo();
    const steps = [
      step('a', same),
      step('b', { ...same, depends_on: ['a'] }),
      step('c', { ...same, depends_on: ['b'] }),
    ];
    const { failed, outputs } = await run({ steps, arm, identityOf });
    expect(failed).toMatchObject([{ stepId: 'c', error: denied }]);
    expect([...outputs.keys()]).toEqual(['a', 'b']);
    expect(arm.calls).toHaveLength(2);
    expect((await run({ steps })).failed).toEqual([]);
  });

  it('compares the input after its references have been resolved, the arm and the action', async () => {
    const { failed } = await run({
      steps: [
        step('source', { input: { x: 1 }, action: 'other' }),
        step('a', same),
        step('b', { ...same, action: 'other' }),
        step('c', { ...same, arm: 'other' }),
        step('d', { input: { x: 2 } }),
        step('e', { ...same, depends_on: ['a'] }),
        step('f', { input: { x: '{{steps.source.output.x}}' }, depends_on: ['e'] }),
      ],
      identityOf,
    });
    expect(failed).toMatchObject([{ stepId: 'f', error: denied }]);
  });

  it('counts the attempts of one unit once', async () => {
    const arm = new Arm(async ({ attempt }) => (attempt < 3 ? failure({ retryable: true }) : success({})));
    const { failed } = await run({ steps: [step('a', same), step('b', same)], arm, identityOf });
    expect(failed).toEqual([]);
    expect(arm.calls).toHaveLength(6);
  });

  it('holds for the units of map steps and loops', async () => {
    const result = await run({
      steps: [
        step('map', { for_each: { items: ['x', 'x', 'x', 'y'], max_parallel: 1 }, input: { x: '{{item}}' } }),
      ],
      identityOf,
    });
    expect(result.partial).toMatchObject([{ stepId: 'map', index: 2, error: denied }]);
    let n = 0;
    const { failed } = await run({
      steps: [
        step('loop', {
          repeat: {
            until: { operator: 'greater', value: '{{previous.output.n}}', operand: 9 },
            max_iterations: 10,
          },
        }),
      ],
      arm: new Arm(async () => success({ n: n++ })),
      identityOf,
    });
    expect(failed).toMatchObject([{ stepId: 'loop', error: denied }]);
  });

  it('counts the calls of former runs, wherever they were cut off', async () => {
    // The third one comes first in the plan, so that nothing hangs on the order of the steps.
    const steps = [
      step('c', { ...same, depends_on: ['map'] }),
      step('a', same),
      step('map', {
        for_each: { items: [1, 2], max_parallel: 1 },
        input: { x: '{{item}}' },
        depends_on: ['a'],
      }),
    ];
    for (let limit = 0; limit < 10; limit++) {
      const journal = new MemoryJournal();
      journal.limit = limit;
      await run({ steps, journal, identityOf }).catch(() => undefined);
      journal.limit = Number.POSITIVE_INFINITY;
      const arm = echo();
      const { failed } = await run({ steps, arm, journal, identityOf });
      expect(failed).toMatchObject([{ stepId: 'c', error: denied }]);
      expect(arm.calls.some(({ id }) => id === 'c')).toBe(false);
    }
  });

  it('does not deny a call that was cut off its second attempt', async () => {
    const journal = new MemoryJournal();
    const steps = [step('a', same), step('b', same)];
    journal.limit = 2;
    await run({ steps, journal, identityOf }).catch(() => undefined);
    journal.limit = Number.POSITIVE_INFINITY;
    const { failed, outputs } = await run({ steps, journal, identityOf });
    expect([failed, outputs.size]).toEqual([[], 2]);
  });
});
