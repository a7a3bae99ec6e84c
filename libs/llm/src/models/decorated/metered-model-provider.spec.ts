import { beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { ScriptedProvider } from '../../fixtures/scripted-provider.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { type EndedCall, MeteredModelProvider } from './metered-model-provider.ts';

const questionTo = (model: string) => ({ model, messages: [{ role: 'user' as const, content: 'Where?' }] });
const options = (signal = new AbortController().signal) => ({ signal });
const used = { promptTokens: 9, completionTokens: 3 };

let ended: EndedCall[];
let inner: ScriptedProvider;
let provider: MeteredModelProvider;

beforeEach(() => {
  ended = [];
  inner = new ScriptedProvider('openai', ['house-model']);
  provider = new MeteredModelProvider(inner, (call) => void ended.push(call));
});

describe('a metered provider', () => {
  it('tells of each call what it used, what that costs and how long it took', async () => {
    await provider.chat(questionTo('gpt-4.1-mini'), options());
    await readAll(await provider.streamChat(questionTo('gpt-4.1-mini'), options()));
    await provider.embed({ model: 'text-embedding-3-small', input: 'x' }, options());
    expect(ended).toMatchObject([
      { operation: 'chat', provider: 'openai', model: 'gpt-4.1-mini', usage: used, errorType: undefined },
      { operation: 'chat', provider: 'openai', model: 'gpt-4.1-mini', usage: used, costUsd: 0.000_008_4 },
      { operation: 'embeddings', model: 'text-embedding-3-small', errorType: undefined },
    ]);
    expect(ended.every(({ seconds }) => seconds >= 0)).toBe(true);
  });

  it('tells of a call that failed before its answer, within it, or whose caller left, once each', async () => {
    inner.failures = [new ProviderError('timeout', 'x')];
    await expect(provider.chat(questionTo('m'), options())).rejects.toThrow('x');
    inner.breaksWith = new ProviderError('unavailable', 'x');
    await expect(readAll(await provider.streamChat(questionTo('m'), options()))).rejects.toThrow('x');
    const caller = new AbortController();
    await provider.streamChat(questionTo('m'), options(caller.signal));
    caller.abort(new Error('gone'));
    inner.failures = [new TypeError('x')];
    await expect(provider.embed({ model: 'm', input: 'x' }, options())).rejects.toThrow('x');
    expect(ended.map(({ errorType, usage }) => [errorType, usage.promptTokens])).toEqual([
      ['timeout', 0],
      ['unavailable', 9],
      ['cancelled', 9],
      ['_OTHER', 0],
    ]);
  });

  it('names as many models as it offers and the price table has, whatever callers ask for', async () => {
    for (let n = 0; n < 30; n++)
      for (const model of [`made-up-${n}`, `gpt-4o-2024-08-${10 + (n % 20)}`, 'house-model'])
        await provider.chat(questionTo(model), options());
    expect(new Set(ended.map(({ model }) => model))).toEqual(new Set(['other', 'gpt-4o', 'house-model']));
  });
});
