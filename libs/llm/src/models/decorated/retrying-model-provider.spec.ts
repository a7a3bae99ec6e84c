import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../fixtures/model-provider-suite.ts';
import { ScriptedProvider } from '../../fixtures/scripted-provider.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { errorOfStatus } from '../../providers/response-error.ts';
import { longestWaitMs, retryDelayMs } from './retry-delay.ts';
import { RetryingModelProvider } from './retrying-model-provider.ts';

const request = { model: 'm', messages: [{ role: 'user' as const, content: 'hi' }] };
const refused = (status: number, retryAfter: string | null = null) => errorOfStatus('p', status, retryAfter);

let inner: ScriptedProvider;
let waits: number[];
let provider: RetryingModelProvider;
const options = { signal: new AbortController().signal };

beforeEach(() => {
  inner = new ScriptedProvider('p', ['m']);
  waits = [];
  provider = new RetryingModelProvider(inner, { wait: async (ms) => void waits.push(ms) });
});

describe('a provider that refuses for the moment', () => {
  it('is asked again, twice at most, for whole answers, streams and embeddings', async () => {
    const calls = [
      () => provider.chat(request, options),
      () => provider.streamChat(request, options),
      () => provider.embed({ model: 'm', input: 'x' }, options),
    ];
    for (const call of calls) {
      inner.failures = [refused(429), refused(503)];
      await expect(call()).resolves.toBeDefined();
      inner.failures = [refused(529), refused(503), refused(500), refused(500)];
      await expect(call()).rejects.toMatchObject({ status: 500 });
      expect(inner.failures).toHaveLength(1);
    }
  });

  it('is asked when it has said, not before', async () => {
    inner.failures = [refused(429, '2')];
    await provider.chat(request, options);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(2_000);
    expect(waits[0]).toBeLessThanOrEqual(2_500);
  });

  it('is not waited for longer than a few seconds: then another may do it', async () => {
    inner.failures = [refused(429, '4')];
    await expect(provider.chat(request, options)).rejects.toMatchObject({ retryAfter: 4 });
    expect(waits).toEqual([]);
  });

  it('is waited for when it says how long, and not asked again otherwise, when there is another to ask', async () => {
    inner.failures = [refused(503, '1'), refused(503)];
    const asked = provider.chat(request, { ...options, hasFallback: true });
    await expect(asked).rejects.toMatchObject({ status: 503 });
    expect(waits).toHaveLength(1);
  });

  it('is not asked again once its stream has begun', async () => {
    inner.breaksWith = refused(503);
    await expect(readAll(await provider.streamChat(request, options))).rejects.toBe(inner.breaksWith);
    expect(inner.asked).toEqual(['m']);
  });

  it('is left alone by a caller who leaves while it waits, with the reason that one has', async () => {
    const patient = new RetryingModelProvider(inner);
    inner.failures = [refused(429, '3')];
    const caller = new AbortController();
    const reason = new Error('gone');
    const asked = patient.chat(request, { signal: caller.signal });
    setImmediate(() => caller.abort(reason));
    await expect(asked).rejects.toBe(reason);
    expect(inner.asked).toEqual(['m']);
  });
});

describe('the wait before a call is made again', () => {
  it.each([
    ['a request that is wrong', refused(400)],
    ['a key that is refused', refused(401)],
    ['a time that ran out', refused(504, '1')],
    ['no credit', errorOfStatus('p', 429, '1', { code: 'insufficient_quota' })],
    ['a connection that broke', new ProviderError('unavailable', 'p could not be reached.')],
    ['a limit of our own', new ProviderError('rate_limited', 'reached', { retryAfter: 1 })],
    ['anything else', new Error('gone')],
  ])('is none after %s', (_, error) => {
    expect(retryDelayMs(error, { tried: 0 })).toBeUndefined();
  });

  it('is longer each time, differs by chance, is never shorter than was said and never long', () => {
    const said = fc.option(fc.nat({ max: 10 }), { nil: undefined });
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(said, fc.nat({ max: 4 }), chance, (seconds, tried, random) => {
        const error = refused(429, seconds === undefined ? null : String(seconds));
        const least = Math.max((seconds ?? 0) * 1_000, 250 * 2 ** tried);
        const ms = retryDelayMs(error, { tried, random: () => random });
        expect(ms === undefined).toBe(least > longestWaitMs);
        expect(ms ?? least).toBeGreaterThanOrEqual(least);
        expect(ms ?? least).toBeLessThanOrEqual(least * 1.25);
      }),
      { numRuns: 100 },
    );
  });
});
