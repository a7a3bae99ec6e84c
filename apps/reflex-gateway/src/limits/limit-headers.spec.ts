import type { LimitState } from '@octollm/resilience';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { durationText, writeLimitHeaders } from './limit-headers.ts';
import type { LimitName, RequestDemand } from './request-demands.ts';

const demand = (limit: LimitName, burst: number, perMinute: number): RequestDemand => ({
  kind: 'bucket',
  key: limit,
  limit,
  burst,
  perMinute,
  cost: 1,
});
const state = (remaining: number, resetMs = 1_500, retryAfterMs = 0): LimitState => ({
  remaining,
  resetMs,
  retryAfterMs,
});

const written = (demands: readonly RequestDemand[], states: readonly LimitState[]) => {
  const headers: Record<string, string> = {};
  const reply = {
    header: (name: string, value: string) => void (headers[name] = value),
    headers: (more: Record<string, string>) => void Object.assign(headers, more),
  };
  writeLimitHeaders(reply as unknown as FastifyReply, demands, states);
  return headers;
};

const three = [demand('ip', 100, 6_000), demand('key', 20, 60), demand('tenant', 50, 300)];

describe('the headers that tell limits', () => {
  it('list every policy and show the one with the least left', () => {
    expect(written(three, [state(90), state(12), state(3, 9_100)])).toEqual({
      'ratelimit-policy': '"ip";q=100;w=1, "key";q=20;w=20, "tenant";q=50;w=10',
      ratelimit: '"tenant";r=3;t=10',
    });
  });

  it('show the limit that refused, and of several the one to wait for the longest', () => {
    const states = [state(0, 100, 20), state(0, 20_000, 1_000), state(5)];
    expect(written(three, states).ratelimit).toBe('"key";r=0;t=20');
  });

  it('are those of OpenAI too where the tokens of models are counted', () => {
    const tokens = { ...demand('tokens', 20_000, 20_000), cost: 0 };
    expect(written([...three, tokens], [state(90), state(12), state(3), state(150, 59_550)])).toMatchObject({
      'ratelimit-policy': expect.not.stringContaining('tokens'),
      'x-ratelimit-limit-requests': '20',
      'x-ratelimit-remaining-requests': '12',
      'x-ratelimit-reset-requests': '1.5s',
      'x-ratelimit-limit-tokens': '20000',
      'x-ratelimit-remaining-tokens': '150',
      'x-ratelimit-reset-tokens': '59.6s',
    });
    expect(
      Object.keys(
        written(
          three,
          three.map(() => state(1)),
        ),
      ),
    ).not.toContain('x-ratelimit-limit-requests');
  });

  it.each([
    [0, '0ms'],
    [120, '120ms'],
    [1_000, '1s'],
    [360_000, '6m0s'],
    [3_723_000, '1h2m3s'],
  ])('write %i ms as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});
