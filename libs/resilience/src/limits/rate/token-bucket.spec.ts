import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeTokenBucket } from './rate-limiter-suite.ts';
import { TokenBucketLimiter } from './token-bucket.ts';

describeTokenBucket('in this process', () => {
  const limiter = new TokenBucketLimiter();
  return [limiter, limiter];
});

const limit = { requestsPerMinute: 60, burst: 3 };

const limiterAt = (start = 0) => {
  const clock = { ms: start };
  return { clock, limiter: new TokenBucketLimiter({ now: () => clock.ms }) };
};

describe('a token bucket', () => {
  it('fills with time, up to the burst', async () => {
    const { limiter, clock } = limiterAt();
    for (let n = 0; n < 4; n++) await limiter.consume('a', limit);
    clock.ms += 1_000;
    expect((await limiter.consume('a', limit)).allowed).toBe(true);
    expect((await limiter.consume('a', limit)).allowed).toBe(false);
    clock.ms += 3_600_000;
    expect((await limiter.consume('a', limit)).remaining).toBe(2);
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

  it('allows a request exactly when the time it said is over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 20 }),
        async (requestsPerMinute, pauses) => {
          const { limiter, clock } = limiterAt(1);
          for (const pause of pauses) {
            clock.ms += pause;
            const { retryAfterMs } = await limiter.consume('a', { requestsPerMinute, burst: 2 });
            if (retryAfterMs === 0) continue;
            clock.ms += retryAfterMs;
            expect((await limiter.consume('a', { requestsPerMinute, burst: 2 })).allowed).toBe(true);
          }
        },
      ),
    );
  });
});
