import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, keyFor, secret, textOf } from '../fixtures/keys.ts';
import { memoryLevel } from '../fixtures/memory-level.ts';
import { PurgeNotSharedError } from '../purge/purges.ts';
import { ValueCipher } from '../values/value-cipher.ts';
import type { CacheEvent } from './cache-event.ts';
import { TwoLevelCache, type TwoLevelCacheOptions } from './two-level-cache.ts';

const maxBytes = 5_000_000;
const key = keyFor('question');

/** Two replicas over one level 2, which hear of each other's purges at once unless told otherwise. */
const openReplicas = (options: Partial<TwoLevelCacheOptions> = {}) => {
  const shared = memoryLevel();
  const events: CacheEvent[] = [];
  const open = (more: Partial<TwoLevelCacheOptions> = {}): TwoLevelCache =>
    new TwoLevelCache({ maxBytes, shared, checkPurgesEveryMs: 0, ...options, ...more });
  const one = open({ onEvent: (event) => void events.push(event) });
  return { one, two: open(), open, shared, events };
};

describe('a cache in two levels', () => {
  it('gives values byte by byte from both levels, large and small, encrypted too', async () => {
    const { one, two } = openReplicas({ cipher: new ValueCipher(secret) });
    const texts = fc.tuple(fc.string(), fc.integer({ min: 1, max: 3_000 }));
    await fc.assert(
      fc.asyncProperty(texts, async ([text, times]) => {
        const value = clean(text.repeat(times));
        const own = keyFor([text, times]);
        await one.set({ key: own, value });
        for (const level of ['shared', 'process'] as const) {
          const hit = await two.get(own);
          expect(hit?.level).toBe(level);
          expect(Buffer.from(value.bytes).equals(hit?.value ?? Buffer.from('nothing'))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('promotes what level 2 has, for the time that is left', async () => {
    const clock = { now: 1_000_000 };
    const { one, two } = openReplicas({ ttlMs: { chat_completion: 500 }, now: () => clock.now });
    await one.set({ key, value: clean('answer') });
    clock.now += 400;
    expect(await two.get(key)).toMatchObject({ level: 'shared' });
    expect(await two.get(key)).toMatchObject({ level: 'process' });
    clock.now += 101;
    expect(await two.getFromProcess(key)).toBeUndefined();
    expect(await two.get(key)).toBeUndefined();
  });

  it('keeps each class for its own time, or less when told', async () => {
    const clock = { now: 1_000_000 };
    const { one } = openReplicas({ ttlMs: { models: 100, retrieval: 1_000 }, now: () => clock.now });
    const [models, retrieval, brief] = [
      keyFor('q', 'acme', 'models'),
      keyFor('q', 'acme', 'retrieval'),
      keyFor('brief', 'acme', 'retrieval'),
    ];
    await one.set(
      { key: models, value: clean('m'), ttlMs: 5_000 },
      { key: retrieval, value: clean('r') },
      { key: brief, value: clean('b'), ttlMs: 50 },
    );
    const left = async () => (await one.getMany([models, retrieval, brief])).map((hit) => textOf(hit?.value));
    expect(await left()).toEqual(['m', 'r', 'b']);
    clock.now += 60;
    expect(await left()).toEqual(['m', 'r', undefined]);
    clock.now += 60;
    expect(await left()).toEqual([undefined, 'r', undefined]);
    clock.now += 1_000;
    expect(await left()).toEqual([undefined, undefined, undefined]);
  });

  it('gives each caller bytes of its own', async () => {
    const { one } = openReplicas();
    const value = clean('answer');
    await one.set({ key, value });
    value.bytes.fill(0);
    (await one.get(key))?.value?.fill(0);
    expect(textOf((await one.get(key))?.value)).toBe('answer');
  });

  it('keeps level 1 within its bytes and tells what had to make room', async () => {
    const { one, events } = openReplicas({ maxBytes: 20_000 });
    for (let n = 0; n < 100; n++) {
      await one.set({ key: keyFor(n), value: clean('x'.repeat(900)) });
      expect(one.size.bytes).toBeLessThanOrEqual(20_000);
    }
    const evicted = events.filter(({ type }) => type === 'evicted');
    expect(evicted).toHaveLength(100 - one.size.entries);
    expect(evicted[0]).toMatchObject({ class: 'chat_completion', bytes: 917 });
    expect(textOf((await one.get(keyFor(0)))?.value)).toBe('x'.repeat(900));
  });

  it('tells hits, misses and bytes by level and class', async () => {
    const { one, two, events } = openReplicas();
    await one.get(key);
    await two.set({ key, value: clean('text '.repeat(1_000)) });
    await one.get(key);
    await one.get(key);
    const of = { class: 'chat_completion' };
    expect(events).toMatchObject([
      { type: 'miss', level: 'process', ...of },
      { type: 'miss', level: 'shared', ...of },
      { type: 'miss', level: 'process', ...of },
      { type: 'stored', level: 'process', bytes: 5_017, ...of },
      { type: 'hit', level: 'shared', ...of },
      { type: 'hit', level: 'process', ...of },
    ]);
  });

  it('remembers that there is nothing only when asked to', async () => {
    const { one, two } = openReplicas();
    await one.set({ key, value: null, ttlMs: 1_000 });
    expect(await two.get(key)).toEqual({ level: 'shared', value: null });
    expect(await two.get(key)).toEqual({ level: 'process', value: null });
  });

  it('loads what was hit most on a start, and counts that as no hit', async () => {
    const { one, open } = openReplicas();
    for (let n = 0; n < 5; n++) {
      await one.set({ key: keyFor(n), value: clean(`answer ${n}`) });
      for (let hits = 0; hits < n; hits++) await one.get(keyFor(n));
    }
    const events: CacheEvent[] = [];
    const started = open({ onEvent: (event) => void events.push(event) });
    expect(await started.warmUp(2)).toBe(2);
    expect(events.map(({ type }) => type)).toEqual(['stored', 'stored']);
    const warm = await Promise.all([0, 1, 2, 3, 4].map((n) => started.getFromProcess(keyFor(n))));
    expect(warm.map((hit) => textOf(hit?.value))).toEqual([
      undefined,
      undefined,
      undefined,
      'answer 3',
      'answer 4',
    ]);
  });
});

describe('a purge', () => {
  const keys = ['acme', 'other'].flatMap((tenant) =>
    (['models', 'retrieval'] as const).map((name) => keyFor('q', tenant, name)),
  );
  const fill = (cache: TwoLevelCache) => cache.set(...keys.map((own) => ({ key: own, value: clean('v') })));
  const left = async (cache: TwoLevelCache) => (await cache.getMany(keys)).map((hit) => hit !== undefined);

  it.each([
    [{ tenant: 'acme' }, [false, false, true, true]],
    [{ class: 'models' as const }, [false, true, false, true]],
    [{ tenant: 'acme', class: 'models' as const }, [false, true, true, true]],
    [{}, [false, false, false, false]],
  ])(
    'of %j takes that away in every replica, first levels included, and nothing else',
    async (scope, kept) => {
      const { one, two } = openReplicas();
      await fill(one);
      expect(await left(two)).toEqual([true, true, true, true]);
      await one.purge(scope);
      expect(await left(one)).toEqual(kept);
      expect(await left(two)).toEqual(kept);
      await fill(two);
      expect(await left(one)).toEqual([true, true, true, true]);
    },
  );

  it('is heard of within the time that it may go unheard', async () => {
    const { one, open } = openReplicas();
    const late = open({ checkPurgesEveryMs: 50 });
    await fill(one);
    await left(late);
    await one.purge({});
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await left(late)).toEqual([false, false, false, false]);
  });

  it('also takes what was being made when it came', async () => {
    const { one, two } = openReplicas();
    await two.get(key);
    const { stamp } = two.purges;
    await one.purge({ tenant: 'acme' });
    await two.set({ key, value: clean('old'), stamp });
    expect(await one.get(key)).toBeUndefined();
    expect(await two.get(key)).toBeUndefined();
    await two.set({ key, value: clean('new') });
    expect(textOf((await one.get(key))?.value)).toBe('new');
  });

  it('works in a process that is alone', async () => {
    const cache = new TwoLevelCache({ maxBytes });
    await fill(cache);
    const { stamp } = cache.purges;
    await cache.purge({ tenant: 'acme' });
    expect(await left(cache)).toEqual([false, false, true, true]);
    await cache.set({ key, value: clean('old'), stamp });
    expect(await cache.get(key)).toBeUndefined();
  });

  it('takes entries away here and fails when the others cannot be told', async () => {
    const level = memoryLevel();
    const add = async (): Promise<void> => {
      throw new Error('away');
    };
    const shared = { ...level, purges: { ...level.purges, add } };
    const cache = new TwoLevelCache({ maxBytes, shared });
    await cache.set({ key, value: clean('v') });
    await expect(cache.purge({})).rejects.toThrow(PurgeNotSharedError);
    expect(await cache.getFromProcess(key)).toBeUndefined();
  });
});
