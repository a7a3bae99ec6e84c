import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucketLimiter } from './token-bucket.ts';

const limit = { requestsPerMinute: 60, burst: 3 };

const limiterAt = (start = 0) => {
  const clock = { ms: start };
  return { clock, limiter: new TokenBucketLimiter({ now: () => clock.ms }) };
};

describe('a token bucket', () => {
  it('lets a burst through and then refuses, saying when to come back', async () => {
    const { limiter } = limiterAt();
    for (const remaining of [2, 1, 0])
      expect(await limiter.consume('a', limit)).toMatchObject({
        allowed: true,
        remaining,
        retryAfterSeconds: 0,
      });
    expect(await limiter.consume('a', limit)).toMatchObject({
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 1,
    });
  });

  it('fills with time, up to the burst', async () => {
    const { limiter, clock } = limiterAt();
    for (let n = 0; n < 4; n++) await limiter.consume('a', limit);
    clock.ms += 1_000;
    expect((await limiter.consume('a', limit)).allowed).toBe(true);
    expect((await limiter.consume('a', limit)).allowed).toBe(false);
    clock.ms += 3_600_000;
    expect((await limiter.consume('a', limit)).remaining).toBe(2);
  });

  it('keeps keys apart', async () => {
    const { limiter } = limiterAt();
    for (let n = 0; n < 4; n++) await limiter.consume('a', limit);
    expect((await limiter.consume('b', limit)).allowed).toBe(true);
  });

  it('never lets more through than the burst and the rate allow, whatever the pauses are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 100 }), async (pauses) => {
        const { limiter, clock } = limiterAt();
        let allowed = 0;
        for (const pause of pauses) {
          clock.ms += pause;
          if ((await limiter.consume('a', limit)).allowed) allowed++;
        }
        expect(allowed).toBeLessThanOrEqual(limit.burst + Math.floor(clock.ms / 1_000));
      }),
    );
  });
});
