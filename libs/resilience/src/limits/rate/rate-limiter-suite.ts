import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RateLimit, RateLimiter, WindowLimit } from './rate-limiter.ts';

/** The same limiter as two processes have it; a test that asks for it again gets other counts. */
export type RateClients<Limit> = () => readonly [RateLimiter<Limit>, RateLimiter<Limit>];

/** Timers may fire a moment before another clock has come as far. */
const timerSlackMs = 5;

const countAllowed = async <Limit>(
  limiters: readonly RateLimiter<Limit>[],
  limit: Limit,
  times: number,
): Promise<number> => {
  const asked = Array.from({ length: times }, () =>
    limiters.map((limiter) => limiter.consume('shared', limit)),
  );
  return (await Promise.all(asked.flat())).filter(({ allowed }) => allowed).length;
};

/** What holds for every rate limiter, given a limit of three at once that gives one back within half a second. */
const describeCounting = <Limit>(open: RateClients<Limit>, three: Limit, slowTen: Limit): void => {
  it('allows what the limit says and then refuses, saying when to come back', async () => {
    const [limiter] = open();
    for (const remaining of [2, 1, 0])
      expect(await limiter.consume('a', three)).toMatchObject({
        allowed: true,
        remaining,
        retryAfterSeconds: 0,
        retryAfterMs: 0,
      });
    const refused = await limiter.consume('a', three);
    expect(refused).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 1 });
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(500);
  });

  it('allows the next one after the time it said, refusals in between notwithstanding', async () => {
    const [limiter] = open();
    for (let n = 0; n < 3; n++) await limiter.consume('a', three);
    const { retryAfterMs } = await limiter.consume('a', three);
    for (let n = 0; n < 20; n++) await limiter.consume('a', three);
    await delay(retryAfterMs + timerSlackMs);
    expect((await limiter.consume('a', three)).allowed).toBe(true);
  });

  it('keeps keys apart', async () => {
    const [limiter] = open();
    for (let n = 0; n < 4; n++) await limiter.consume('a', three);
    expect((await limiter.consume('b', three)).remaining).toBe(2);
  });

  it('is exact to the request for two clients that ask at the same time', async () => {
    const clients = open();
    expect(await countAllowed(clients, slowTen, 100)).toBe(10);
    expect((await clients[1].consume('shared', slowTen)).allowed).toBe(false);
  });
};

/** The contract of a token bucket. */
export const describeTokenBucket = (name: string, open: RateClients<RateLimit>): void => {
  describe(`a token bucket ${name}`, () => {
    describeCounting(open, { requestsPerMinute: 120, burst: 3 }, { requestsPerMinute: 1, burst: 10 });

    it('says when it is whole again', async () => {
      const [limiter] = open();
      const { resetSeconds } = await limiter.consume('a', { requestsPerMinute: 60, burst: 3 });
      expect(resetSeconds).toBe(1);
    });
  });
};

/** The contract of a sliding window. */
export const describeSlidingWindow = (name: string, open: RateClients<WindowLimit>): void => {
  describe(`a sliding window ${name}`, () => {
    describeCounting(open, { requests: 3, windowMs: 500 }, { requests: 10, windowMs: 60_000 });

    it('waits for as many to leave as a smaller limit asks for', async () => {
      const [limiter] = open();
      const window = { windowMs: 60_000 };
      await limiter.consume('a', { requests: 3, ...window });
      await delay(50);
      await limiter.consume('a', { requests: 3, ...window });
      const first = await limiter.consume('a', { requests: 2, ...window });
      const second = await limiter.consume('a', { requests: 1, ...window });
      expect(second.retryAfterMs).toBeGreaterThan(first.retryAfterMs + 20);
    });
  });
};
