import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, keyFor, keyOf, secret, textOf } from '../fixtures/keys.ts';
import { memoryLevel } from '../fixtures/memory-level.ts';
import type { CacheKey } from '../keys/cache-key.ts';
import { TwoLevelCache } from '../levels/two-level-cache.ts';
import { ValueCipher } from '../values/value-cipher.ts';
import { SemanticIndex, type SemanticIndexOptions } from './semantic-index.ts';

/** A vector that the length of each word decides: near for questions that share most words. */
const embed = async (text: string): Promise<Float32Array> => {
  const vector = new Float32Array(16);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? [])
    vector[word.length] = (vector[word.length] ?? 0) + 1;
  return vector;
};

const scopeFor = (
  tenant = 'acme',
  checks = ['pii@1'],
  parameters: unknown = {},
  prefix: unknown = [],
): CacheKey => keyOf({ tenant, class: 'semantic_index', checks, model: 'm', parameters, input: prefix });

const open = (options: Partial<SemanticIndexOptions> = {}, shared = memoryLevel()) => {
  const cache = new TwoLevelCache({ maxBytes: 1_000_000, shared, checkPurgesEveryMs: 0 });
  const errors: unknown[] = [];
  const index = new SemanticIndex({
    cache,
    embed,
    secret,
    shared: shared.vectors,
    onError: (error) => void errors.push(error),
    ...options,
  });
  const answer = async (scope: CacheKey, question: string, text = `answer to ${question}`) => {
    const key = keyFor(question, scope.tenant);
    await cache.set({ key, value: clean(text) });
    await (await index.lookUp(scope, question)).remember(key);
  };
  const find = async (scope: CacheKey, question: string) =>
    textOf((await index.lookUp(scope, question)).hit?.value);
  return { cache, index, errors, answer, find };
};

const asked = 'How do I reset my password?';
const alike = 'Please tell me how I can reset my password';

describe('a semantic index', () => {
  it('finds the answer to a question that means the same', async () => {
    const { answer, find, index } = open({ threshold: 0.7 });
    await answer(scopeFor(), asked);
    expect(await find(scopeFor(), alike)).toBe(`answer to ${asked}`);
    const { hit } = await index.lookUp(scopeFor(), asked);
    expect(hit).toMatchObject({ key: keyFor(asked), similarity: expect.closeTo(1, 5) });
  });

  it.each([
    ['tenant', scopeFor('other')],
    ['checks', scopeFor('acme', ['pii@2'])],
    ['parameters', scopeFor('acme', ['pii@1'], { temperature: 1 })],
    ['conversation before', scopeFor('acme', ['pii@1'], {}, ['hello'])],
  ])('finds nothing for another %s', async (_, scope) => {
    const { answer, find } = open();
    await answer(scopeFor(), asked);
    expect(await find(scope, asked)).toBeUndefined();
  });

  it('finds nothing below the threshold', async () => {
    const { answer, find } = open({ threshold: 0.99 });
    await answer(scopeFor(), asked);
    expect(await find(scopeFor(), alike)).toBeUndefined();
  });

  it('never answers a question with another number, however near the vectors are', async () => {
    const same = async (): Promise<Float32Array> => Float32Array.of(1, 0);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), async (one, other) => {
        fc.pre(one !== other);
        const { answer, find } = open({ embed: same });
        await answer(scopeFor(), `Are ${one} metres enough for Ulm?`);
        expect(await find(scopeFor(), `Are ${other} metres enough for Ulm?`)).toBeUndefined();
        expect(await find(scopeFor(), `Are ${one} metres enough for Ulm?`)).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });

  it('is shared with other replicas, encrypted', async () => {
    const level = memoryLevel();
    const cipher = new ValueCipher(secret);
    const [one, two] = [open({ cipher }, level), open({ cipher }, level)];
    await one.answer(scopeFor(), asked);
    expect(await two.find(scopeFor(), asked)).toBe(`answer to ${asked}`);
    const stranger = open({ cipher: new ValueCipher('another secret of tests') }, level);
    expect(await stranger.find(scopeFor(), asked)).toBeUndefined();
    expect(stranger.errors).toHaveLength(1);
  });

  it('remembers a bounded number of questions, the newest', async () => {
    const { answer, find } = open({ maxPerScope: 3 });
    for (const name of ['Ann', 'Bob', 'Cid', 'Dan']) await answer(scopeFor(), `Who is ${name}?`);
    expect(await find(scopeFor(), 'Who is Ann?')).toBeUndefined();
    for (const name of ['Bob', 'Cid', 'Dan'])
      expect(await find(scopeFor(), `Who is ${name}?`)).toBe(`answer to Who is ${name}?`);
  });

  it('tries the next one when the nearest answer is not cached any more', async () => {
    const { answer, cache, find } = open({ threshold: 0.5 });
    await answer(scopeFor(), alike);
    await answer(scopeFor(), asked);
    await cache.delete(keyFor(asked));
    expect(await find(scopeFor(), asked)).toBe(`answer to ${alike}`);
  });

  it('forgets what was purged', async () => {
    const { answer, cache, find } = open();
    await answer(scopeFor(), asked);
    await cache.purge({ tenant: 'acme' });
    expect(await find(scopeFor(), asked)).toBeUndefined();
  });

  it('asks for no vector when no question has the same guards, and survives one that fails', async () => {
    let calls = 0;
    const failing = async (): Promise<Float32Array> => {
      calls += 1;
      throw new Error('no model');
    };
    const { answer, find, errors } = open({ embed: failing });
    expect(await find(scopeFor(), 'Is 5 more?')).toBeUndefined();
    expect(calls).toBe(0);
    await answer(scopeFor(), asked);
    expect(errors).toMatchObject([{ message: 'no model' }]);
  });

  it('takes no answer of another tenant, and no scope that is none', async () => {
    const { index } = open();
    const { remember } = await index.lookUp(scopeFor(), asked);
    await expect(remember(keyFor(asked, 'other'))).rejects.toThrow(/tenant/);
    await expect(index.lookUp(keyFor(asked), asked)).rejects.toThrow(/chat_completion/);
  });
});
