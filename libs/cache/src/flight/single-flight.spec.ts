import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clean, keyFor, textOf } from '../fixtures/keys.ts';
import { memoryLevel } from '../fixtures/memory-level.ts';
import type { CacheEvent } from '../levels/cache-event.ts';
import { TwoLevelCache } from '../levels/two-level-cache.ts';
import { Cacheable } from '../values/cacheable.ts';
import { type Computed, SingleFlight, type SingleFlightOptions } from './single-flight.ts';

const key = keyFor('question');
const maxBytes = 1_000_000;

/** Two replicas and how often they compute. */
const openReplicas = (options: SingleFlightOptions = {}) => {
  const shared = memoryLevel();
  const events: CacheEvent['type'][] = [];
  const calls = { count: 0 };
  const open = (): SingleFlight =>
    new SingleFlight(new TwoLevelCache({ maxBytes, shared }), {
      locks: shared.locks,
      onEvent: ({ type }) => void events.push(type),
      ...options,
    });
  const computing =
    (give: () => Computed) =>
    async (signal: AbortSignal): Promise<Computed> => {
      calls.count += 1;
      await delay(40, undefined, { signal });
      return give();
    };
  return { one: open(), two: open(), calls, computing, events };
};

const refused = () => Cacheable.screen('219-09-9999', () => true);

describe('a value that many miss at the same time', () => {
  it('is computed once, in the process and in all replicas', async () => {
    const { one, two, calls, computing, events } = openReplicas();
    const compute = computing(() => clean('answer'));
    const asked = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two).getOrCompute(key, compute));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ value }) => textOf(value)))).toEqual(new Set(['answer']));
    expect(calls.count).toBe(1);
    expect(events).toEqual(['computed', 'awaited']);
    expect(answers.map(({ from }) => from).sort()).toEqual([
      'computed',
      ...Array.from({ length: 9 }, () => 'joined'),
      ...Array.from({ length: 10 }, () => 'shared'),
    ]);
    expect(await two.getOrCompute(key, compute)).toMatchObject({ from: 'process' });
    expect(calls.count).toBe(1);
  });

  it('is computed once in a process without level 2, whoever comes when it lands', async () => {
    const flight = new SingleFlight(new TwoLevelCache({ maxBytes }));
    let computed = 0;
    const compute = async () => {
      computed += 1;
      await Promise.resolve();
      return clean('answer');
    };
    const asked: Promise<unknown>[] = [];
    for (let n = 0; n < 50; n++) {
      asked.push(flight.getOrCompute(key, compute));
      await Promise.resolve();
    }
    await Promise.all(asked);
    expect(computed).toBe(1);
  });

  it('is computed anew for who asks after a purge, though it is being computed', async () => {
    const cache = new TwoLevelCache({ maxBytes });
    const flight = new SingleFlight(cache);
    let version = 1;
    const compute = async () => {
      const value = clean(`version ${version}`);
      await delay(20);
      return value;
    };
    const before = flight.getOrCompute(key, compute);
    await delay(5);
    version = 2;
    await cache.purge({ tenant: 'acme' });
    const after = flight.getOrCompute(key, compute);
    expect(textOf((await before).value)).toBe('version 1');
    expect(textOf((await after).value)).toBe('version 2');
    expect(textOf((await flight.getOrCompute(key, compute)).value)).toBe('version 2');
  });

  it('is given to each caller as bytes of its own', async () => {
    const { one, computing } = openReplicas();
    const compute = computing(() => clean('answer'));
    const [first, second] = await Promise.all([
      one.getOrCompute(key, compute),
      one.getOrCompute(key, compute),
    ]);
    first.value?.fill(0);
    expect(textOf(second.value)).toBe('answer');
  });

  it('is not cached when it failed, and the error goes to all who wait in the process', async () => {
    const { one, calls, computing } = openReplicas();
    const failing = computing(() => {
      throw new Error('no model');
    });
    const asked = await Promise.allSettled([one.getOrCompute(key, failing), one.getOrCompute(key, failing)]);
    expect(asked).toMatchObject([{ reason: { message: 'no model' } }, { reason: { message: 'no model' } }]);
    expect(calls.count).toBe(1);
    expect(
      textOf(
        (
          await one.getOrCompute(
            key,
            computing(() => clean('answer')),
          )
        ).value,
      ),
    ).toBe('answer');
  });

  it('is not cached when it holds personal data, and no replica waits for it in vain', async () => {
    const { one, two, calls, computing, events } = openReplicas();
    const compute = computing(refused);
    const answers = await Promise.all([one.getOrCompute(key, compute), two.getOrCompute(key, compute)]);
    expect(answers.map(({ value }) => textOf(value))).toEqual(['219-09-9999', '219-09-9999']);
    expect(calls.count).toBe(2);
    expect(events.filter((type) => type === 'refused')).toHaveLength(2);
    await one.getOrCompute(key, compute);
    expect(calls.count).toBe(3);
  });

  it('is asked for again when there is none, unless that is to be remembered', async () => {
    const { one, two, calls, computing } = openReplicas();
    const nothing = computing(() => null);
    expect(await one.getOrCompute(key, nothing)).toEqual({ from: 'computed', value: null });
    await one.getOrCompute(key, nothing);
    expect(calls.count).toBe(2);
    await one.getOrCompute(key, nothing, { negativeTtlMs: 60_000 });
    expect(await one.getOrCompute(key, nothing)).toEqual({ from: 'process', value: null });
    expect(await two.getOrCompute(key, nothing)).toEqual({ from: 'shared', value: null });
    expect(calls.count).toBe(3);
  });

  it('is still computed for the others when the first who asked is aborted', async () => {
    const { one, calls, computing } = openReplicas();
    const first = new AbortController();
    const compute = computing(() => clean('answer'));
    const asked = one.getOrCompute(key, compute, { signal: first.signal });
    const other = one.getOrCompute(key, compute);
    await delay(5);
    first.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    expect(textOf((await other).value)).toBe('answer');
    expect(calls.count).toBe(1);
  });

  it('is taken over by another replica when all who asked in the first are aborted', async () => {
    const { one, two, calls, computing } = openReplicas();
    const first = new AbortController();
    const compute = computing(() => clean('answer'));
    const asked = one.getOrCompute(key, compute, { signal: first.signal });
    const other = two.getOrCompute(key, compute);
    await delay(5);
    first.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    expect(textOf((await other).value)).toBe('answer');
    expect(calls.count).toBe(2);
  });

  it('is computed by a replica that has waited long enough', async () => {
    const { one, two, computing } = openReplicas({ waitMs: 20 });
    const slow = one.getOrCompute(key, async (signal) => {
      await delay(500, undefined, { signal });
      return clean('slow');
    });
    await delay(5);
    expect(
      textOf(
        (
          await two.getOrCompute(
            key,
            computing(() => clean('own')),
          )
        ).value,
      ),
    ).toBe('own');
    expect(textOf((await slow).value)).toBe('slow');
  });
});
