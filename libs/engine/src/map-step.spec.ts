import { describe, expect, it } from 'vitest';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { LeaseLost, MemoryJournal } from './fixtures/journal.ts';
import { step } from './fixtures/plans.ts';
import { echo, run, settle } from './fixtures/running.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

describe('a map step', () => {
  it('runs once for each item, each a unit of its own, and gives the outputs in the order of the items', async () => {
    const journal = new MemoryJournal();
    const result = await run({
      steps: [
        step('list', { input: { items: [{ name: 'x' }, { name: 'y' }] } }),
        step('map', {
          for_each: { items: '{{steps.list.output.items}}' },
          input: { n: '{{index}}', name: '{{item.name}}', all: '{{item}}', text: '{{index}}: {{item.name}}' },
        }),
        step('reduce', { input: { second: '{{steps.map.output.items.1.text}}' } }),
      ],
      journal,
    });
    expect(result.outputs.get('map')).toEqual({
      items: [
        { n: 0, name: 'x', all: { name: 'x' }, text: '0: x' },
        { n: 1, name: 'y', all: { name: 'y' }, text: '1: y' },
      ],
      failed: [],
    });
    expect(result.outputs.get('reduce')).toEqual({ second: '1: y' });
    expect([...result.outputs.keys()]).toEqual(['list', 'map', 'reduce']);
    const ofMap = journal.entries.filter(({ stepId }) => stepId.startsWith('map'));
    expect(ofMap.map(({ kind, stepId }) => `${kind} ${stepId}`)).toEqual([
      'started map',
      'started map.0',
      'started map.1',
      'ended map.0',
      'ended map.1',
      'ended map',
    ]);
    expect(ofMap.at(-1)).toMatchObject({
      outcome: { usage: { llm_calls: 0 }, provenance: null, confidence: 1 },
    });
  });

  it('does not look for references in its items', async () => {
    const { outputs } = await run({
      steps: [
        step('secret', { input: { x: 'secret' } }),
        step('list', { input: {} }),
        step('map', {
          depends_on: ['secret', 'list'],
          for_each: { items: '{{steps.list.output.items}}' },
          input: { x: '{{item}}' },
        }),
      ],
      arm: new Arm(async ({ step: { id }, input }) =>
        success(id === 'list' ? { items: ['{{steps.secret.output}}'] } : input),
      ),
    });
    expect(outputs.get('map')).toMatchObject({ items: [{ x: '{{steps.secret.output}}' }] });
  });

  it('of 1,000 items with one poisoned ends with 999 results and one named failure', async () => {
    const arm = new Arm(async ({ input }) => {
      await Promise.resolve();
      const { n } = input as { n: number };
      return n === 613 ? failure({ code: 'poisoned', category: 'invalid_input' }) : success(n);
    });
    const journal = new MemoryJournal();
    const steps = [
      step('map', { for_each: { items: [...numbers(1_000)], max_parallel: 50 }, input: { n: '{{item}}' } }),
    ];
    const result = await run({ steps, arm, journal });
    const { items } = result.outputs.get('map') as { items: unknown[] };
    expect(items.filter((item) => item !== null)).toHaveLength(999);
    expect(items[613]).toBeNull();
    expect(result.partial).toMatchObject([{ stepId: 'map', index: 613, error: { code: 'poisoned' } }]);
    expect(result.failed).toEqual([]);
    expect(journal.ends.size).toBe(1_001);
    expect(arm.mostAtOnce).toBeLessThanOrEqual(20);
    // A later run of the same task says the same.
    expect(await run({ steps, arm, journal })).toEqual(result);
    expect(arm.calls).toHaveLength(1_000);
  });

  it('has as many units at a time as it may, and starts no more before one ends', async () => {
    const arm = new Arm(async () => {
      await settle();
      return success({});
    });
    await run({ steps: [step('map', { for_each: { items: [...numbers(30)], max_parallel: 3 } })], arm });
    expect(arm.mostAtOnce).toBe(3);
    const other = new Arm(async () => {
      await settle();
      return success({});
    });
    await run({
      steps: [step('map', { for_each: { items: [...numbers(30)] } })],
      arm: other,
      maxParallel: 7,
    });
    expect(other.mostAtOnce).toBe(7);
  });

  it('retries each unit by itself', async () => {
    const arm = new Arm(async ({ step: { id }, attempt }) =>
      id === 'map.1' && attempt < 3 ? failure({ retryable: true }) : success(attempt),
    );
    const { outputs } = await run({ steps: [step('map', { for_each: { items: [1, 2, 3] } })], arm });
    expect(outputs.get('map')).toEqual({ items: [1, 3, 1], failed: [] });
  });

  it('fails when no unit succeeded, and succeeds when there is no item', async () => {
    const arm = new Arm(async () => failure({ code: 'broken', category: 'timeout' }));
    const result = await run({
      steps: [step('all', { for_each: { items: [1, 2] } }), step('none', { for_each: { items: [] } })],
      arm,
    });
    expect(result.failed).toMatchObject([
      { stepId: 'all', error: { code: 'all_items_failed', category: 'timeout' } },
    ]);
    expect(result.outputs.get('none')).toEqual({ items: [], failed: [] });
    expect(result.partial).toEqual([]);
  });

  it.each([
    ['more than 1,000 items', numbers(1_001), 'too_many_items'],
    ['something that is no list', { a: 1 }, 'items_not_a_list'],
  ])('fails without a call with %s', async (_what, items, code) => {
    const arm = new Arm(async ({ step: { id } }) => success(id === 'list' ? { items } : {}));
    const { failed } = await run({
      steps: [step('list'), step('map', { for_each: { items: '{{steps.list.output.items}}' } })],
      arm,
    });
    expect(failed).toMatchObject([
      { stepId: 'map', error: { code, category: 'invalid_input', retryable: false } },
    ]);
    expect(arm.calls.map(({ id }) => id)).toEqual(['list']);
  });

  it('resumes with the units that have not ended, and starts only once', async () => {
    const journal = new MemoryJournal();
    const steps = [
      step('map', { for_each: { items: ['a', 'b', 'c'], max_parallel: 1 }, input: { x: '{{item}}' } }),
    ];
    journal.limit = 4;
    const arm = echo();
    await expect(run({ steps, arm, journal })).rejects.toBeInstanceOf(LeaseLost);
    journal.limit = Number.POSITIVE_INFINITY;
    const { outputs } = await run({ steps, arm, journal });
    expect(outputs.get('map')).toEqual({ items: [{ x: 'a' }, { x: 'b' }, { x: 'c' }], failed: [] });
    expect(arm.calls.map(({ id, attempt }) => `${id} ${attempt}`)).toEqual([
      'map.0 1',
      'map.1 1',
      'map.1 2',
      'map.2 1',
    ]);
    expect(journal.entries.filter(({ stepId }) => stepId === 'map')).toHaveLength(2);
  });

  it('leaves nothing running when the journal refuses a unit', async () => {
    const journal = new MemoryJournal();
    journal.limit = 5;
    const arm = new Arm(async ({ step: { id }, signal }) => {
      if (id !== 'map.0')
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => setImmediate(() => reject(signal.reason)), { once: true });
        });
      return success({});
    });
    const running = run({
      steps: [step('map', { for_each: { items: [...numbers(9)], max_parallel: 4 } })],
      arm,
      journal,
    });
    await expect(running).rejects.toBeInstanceOf(LeaseLost);
    expect(arm.running).toBe(0);
    expect(arm.calls).toHaveLength(4);
  });
});
