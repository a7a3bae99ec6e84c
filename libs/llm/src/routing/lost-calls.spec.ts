import type { ChatCompletionRequest } from '@octollm/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { ScriptedProvider } from '../fixtures/scripted-provider.ts';
import { StreamingProvider } from '../fixtures/streaming-provider.ts';
import { ProviderError } from '../providers/provider-error.ts';
import { errorOfStatus } from '../providers/response-error.ts';
import { mostInputTokens, mostPromptTokens } from '../tokens/prompt-tokens.ts';
import { LostCalls } from './lost-calls.ts';
import { ModelDirectory } from './model-directory.ts';

const { signal } = new AbortController();
const question: ChatCompletionRequest = {
  model: 'a',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 50,
};
const most = { promptTokens: mostPromptTokens(question), completionTokens: 50, estimated: true };
const broken = new ProviderError('unavailable', 'broke off');
let lost: LostCalls;
beforeEach(() => {
  lost = new LostCalls();
});

describe('the calls that an answer was given up with on its way', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => new ScriptedProvider(name, [name]));
  const providers = [a, b, c].filter((provider) => provider !== undefined);
  const route = new ModelDirectory({ providers, fallbacks: { a: ['b', 'c'] } }).resolve('a');
  const fail = (...failures: readonly unknown[]): void => {
    for (const [at, provider] of providers.entries())
      provider.failures = failures[at] === undefined ? [] : [failures[at]];
  };

  it('are those that may have been done, each with the most that it can have used', async () => {
    fail(broken, errorOfStatus('b', 503, null));
    expect((await route.chat(question, { signal, lost })).provider).toBe('c');
    expect(lost.all).toEqual([{ provider: 'a', model: 'a', usage: most }]);
  });

  it('are told for embeddings too', async () => {
    const texts = { model: 'a', input: 'one' };
    fail(new ProviderError('timeout', 'too slow'));
    await route.embed(texts, { signal, lost });
    expect(lost.all).toEqual([
      {
        provider: 'a',
        model: 'a',
        usage: { promptTokens: mostInputTokens(texts), completionTokens: 0, estimated: true },
      },
    ]);
  });

  it('are all of them when none answers, and when the caller leaves', async () => {
    const reason = new Error('gone');
    const caller = AbortSignal.abort(reason);
    fail(broken, reason);
    await expect(route.streamChat(question, { signal: caller, lost })).rejects.toBe(reason);
    expect(lost.all.map(({ provider }) => provider)).toEqual(['a', 'b']);
  });

  it('are none that were not sent, or not made because the circuit is open', async () => {
    const unreached = new ProviderError('unavailable', 'not reached', { sent: false });
    for (let time = 0; time < 9; time++) {
      fail(unreached, unreached);
      await route.chat(question, { signal, lost });
    }
    expect(lost.all).toEqual([]);
  });
});

describe('a call for the rest of an answer that broke off', () => {
  it('is lost as long as it is under way, so that whoever leaves meanwhile pays for it', async () => {
    const first = new StreamingProvider('first');
    const second = new StreamingProvider('second');
    first.answers.push({ deltas: [{ role: 'assistant', content: 'The bridge' }], breaksWith: broken });
    second.answers.push({ deltas: [{ content: ' is long.' }], finish: 'stop' });
    const asked = second.streamChat.bind(second);
    let during: unknown;
    second.streamChat = (request) => {
      during = lost.all;
      return asked(request);
    };
    const providers = [first, second];
    const models = new ModelDirectory({ providers, fallbacks: { 'first-model': ['second-model'] } });
    const { answer } = await models.resolve('first-model').streamChat(question, { signal, lost });
    for await (const piece of answer) expect(piece).toBeDefined();
    expect(during).toMatchObject([{ provider: 'second', model: 'second-model' }]);
    expect(lost.all).toEqual([]);
    expect(answer.calls).toHaveLength(2);
  });
});
