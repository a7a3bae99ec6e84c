import { RequestDroppedError, UnsupportedParameterError } from '@octollm/contracts';
import { LocalQuotaLimiter, type WaitingMode } from '@octollm/resilience';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { ScriptedProvider } from '../../fixtures/scripted-provider.ts';
import { CallQuota } from '../../limits/call-quota.ts';
import type { ModelLimit } from '../../limits/parse-model-limits.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { errorOfStatus } from '../../providers/response-error.ts';
import { LimitedModelProvider } from './limited-model-provider.ts';

/** Every answer of the provider uses 12 tokens, every question is estimated at about 40 and its limit. */
const question = (max_tokens: number) => ({
  model: 'm',
  messages: [{ role: 'user' as const, content: 'hi' }],
  max_tokens,
});
const options = (limitMode?: WaitingMode) => ({
  signal: new AbortController().signal,
  ...(limitMode === undefined ? {} : { limitMode }),
});
let inner: ScriptedProvider;
let now: number;
const limited = (limit: ModelLimit) =>
  new LimitedModelProvider(inner, new CallQuota('p', new LocalQuotaLimiter({ now: () => now }), limit));
const reached = { category: 'rate_limited', status: undefined };
/** What settles does so behind the answer. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  inner = new ScriptedProvider('p', ['m']);
  now = 0;
});

describe('a provider with a limit of calls', () => {
  it('is asked so often in a minute, whatever for, and again when the minute is over', async () => {
    const provider = limited({ calls: 3 });
    await provider.chat(question(1), options());
    await provider.streamChat(question(1), options());
    await provider.embed({ model: 'm', input: 'x' }, options());
    await expect(provider.chat(question(1), options())).rejects.toMatchObject({ ...reached, retryAfter: 60 });
    expect(inner.asked).toHaveLength(3);
    now = 60_001;
    await expect(provider.chat(question(1), options())).resolves.toBeDefined();
  });

  it('says in mode drop that the call was dropped, so that no other provider is asked', async () => {
    const provider = limited({ calls: 1 });
    await provider.chat(question(1), options());
    await expect(provider.chat(question(1), options({ mode: 'drop' }))).rejects.toBeInstanceOf(
      RequestDroppedError,
    );
  });

  it('is waited for in mode queue, as long as the caller stays', async () => {
    const provider = limited({ calls: 1 });
    await provider.chat(question(1), options());
    const caller = new AbortController();
    const waiting = provider.chat(question(1), { signal: caller.signal, limitMode: { mode: 'queue' } });
    const reason = new Error('gone');
    setImmediate(() => caller.abort(reason));
    await expect(waiting).rejects.toBe(reason);
    await expect(provider.chat(question(1), options({ mode: 'queue', waitMs: 1 }))).rejects.toMatchObject(
      reached,
    );
    expect(inner.asked).toEqual(['m']);
  });
});

describe('a provider with a limit of tokens', () => {
  it('is charged what was estimated until the answer is there, and then what it used', async () => {
    const provider = limited({ tokens: 500 });
    for (let call = 0; call < 5; call++) {
      await provider.chat(question(400), options());
      await settled();
    }
    // 5 x 12 tokens were used: what is left is too little for two at the same time.
    const two = [question(300), question(300)].map((asked) => provider.chat(asked, options()));
    const outcomes = await Promise.allSettled(two);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('is charged for a stream when that ends, in whatever way', async () => {
    const provider = limited({ tokens: 500 });
    const read = await provider.streamChat(question(400), options());
    await expect(provider.chat(question(400), options())).rejects.toMatchObject(reached);
    await readAll(read);
    await settled();
    const left = await provider.streamChat(question(400), options());
    for await (const _ of left) break;
    await settled();
    inner.breaksWith = new ProviderError('unavailable', 'broke');
    const broken = await provider.streamChat(question(400), options());
    await expect(readAll(broken)).rejects.toBe(inner.breaksWith);
    await settled();
    const caller = new AbortController();
    await provider.streamChat(question(400), { signal: caller.signal });
    caller.abort(new Error('gone before reading'));
    await settled();
    await expect(provider.chat(question(400), options())).resolves.toBeDefined();
  });

  it('is charged nothing for a refusal, and the estimate when nobody knows', async () => {
    const provider = limited({ tokens: 500 });
    inner.failures = [errorOfStatus('p', 503, null)];
    await expect(provider.chat(question(400), options())).rejects.toMatchObject({ status: 503 });
    await settled();
    inner.failures = [new ProviderError('timeout', 'too slow')];
    await expect(provider.chat(question(400), options())).rejects.toMatchObject({ category: 'timeout' });
    await settled();
    await expect(provider.chat(question(400), options())).rejects.toMatchObject(reached);
  });

  it('is charged neither tokens nor a call for what is refused before it is sent', async () => {
    const provider = limited({ calls: 1, tokens: 500 });
    const unsent = [
      new UnsupportedParameterError('/n', 'no'),
      new ProviderError('invalid_input', 'nested too deeply', { sent: false }),
      new ProviderError('unavailable', 'not reached', { sent: false }),
    ];
    for (const error of unsent) {
      inner.failures = [error];
      await expect(provider.chat(question(400), options())).rejects.toBe(error);
      await settled();
    }
    await expect(provider.chat(question(400), options())).resolves.toBeDefined();
  });

  it('refuses nobody who does not wait because a larger call waits', async () => {
    const provider = limited({ tokens: 500 });
    await provider.streamChat(question(300), options());
    const caller = new AbortController();
    const waiting = provider.chat(question(400), { signal: caller.signal, limitMode: { mode: 'queue' } });
    await settled();
    await expect(provider.chat(question(10), options())).resolves.toBeDefined();
    await expect(provider.chat(question(10), options({ mode: 'drop' }))).resolves.toBeDefined();
    caller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });

  it('lets a call through that is estimated above all of it, alone', async () => {
    const provider = limited({ tokens: 500 });
    await expect(provider.chat(question(9_000), options())).resolves.toBeDefined();
  });
});
