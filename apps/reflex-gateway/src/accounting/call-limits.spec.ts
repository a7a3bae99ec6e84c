import { RateLimitedError, RequestDroppedError, tierLimits } from '@octollm/contracts';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import type { Identity } from '../identity/identity.ts';
import { CallLimits } from './call-limits.ts';

const identity: Identity = { keyId: 'key', tenantId: 'acme', scopes: [], tier: 'free' };
const { concurrentCalls, tokensPerMinute } = tierLimits.free;
const failFast = { mode: 'fail_fast' } as const;

const opened: CallLimits[] = [];
afterEach(() => {
  for (const limits of opened.splice(0)) limits.onModuleDestroy();
});
const open = () => {
  const counted: object[] = [];
  const metrics = { counter: () => ({ inc: (labels: object) => void counted.push(labels) }) };
  const limits = new CallLimits(
    new LocalAdmissionLimiter(),
    metrics as unknown as Metrics,
    { warn: () => undefined } as unknown as Logger,
  );
  opened.push(limits);
  let calls = 0;
  const begin = (tokens: number, mode: Parameters<CallLimits['admit']>[3] = failFast) =>
    limits.admit(`call-${(calls += 1)}`, identity, tokens, mode);
  return { begin, counted };
};

describe('the limits of calls of models', () => {
  it('hold the most that a call may use, and give back what it did not', async () => {
    const { begin, counted } = open();
    const end = await begin(tokensPerMinute);
    await expect(begin(100)).rejects.toThrow(RateLimitedError);
    expect(counted).toEqual([{ tier: 'free', limit: 'tokens' }]);
    end(tokensPerMinute - 500);
    end(0);
    (await begin(400))(400);
    await expect(begin(200)).rejects.toThrow(/20000 tokens of models a minute/);
  });

  it('let a call that may use more than a minute has through when nothing else was used', async () => {
    const { begin } = open();
    (await begin(tokensPerMinute * 2))(1_000);
    (await begin(tokensPerMinute - 1_001))(0);
    await expect(begin(tokensPerMinute * 2)).rejects.toThrow(RateLimitedError);
  });

  it('let such a call wait for all that a minute has, and then through', async () => {
    const { begin } = open();
    (await begin(200))(200);
    const large = begin(tokensPerMinute * 2, { mode: 'queue', waitMs: 30_000 });
    await expect(large).resolves.toBeTypeOf('function');
    await expect(begin(1)).rejects.toThrow(RateLimitedError);
    (await large)(0);
    await begin(1);
  });

  it('hold one place for each call until it ends', async () => {
    const { begin, counted } = open();
    const ends = await Promise.all(Array.from({ length: concurrentCalls }, () => begin(1)));
    await expect(begin(1)).rejects.toThrow(/5 calls of models under way/);
    expect(counted).toEqual([{ tier: 'free', limit: 'calls' }]);
    ends[0]?.(1);
    await begin(1);
  });

  it('take nothing of the tokens when there is no place', async () => {
    const { begin } = open();
    const ends = await Promise.all(Array.from({ length: concurrentCalls }, () => begin(1)));
    for (let n = 0; n < 3; n++) await expect(begin(tokensPerMinute / 2)).rejects.toThrow(RateLimitedError);
    for (const end of ends) end(0);
    await begin(tokensPerMinute - 10);
  });

  it('let calls wait for a place in mode queue, and drop them in mode drop', async () => {
    const { begin } = open();
    const ends = await Promise.all(Array.from({ length: concurrentCalls }, () => begin(1)));
    await expect(begin(1, { mode: 'drop' })).rejects.toThrow(RequestDroppedError);
    const waiting = begin(1, { mode: 'queue', waitMs: 30_000 });
    ends[0]?.(1);
    (await waiting)(1);
    await begin(1);
    await expect(begin(1, { mode: 'queue', waitMs: 10 })).rejects.toThrow(RateLimitedError);
  });
});
