import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSlidingWindow } from './rate-limiter-suite.ts';
import { SlidingWindowLimiter } from './sliding-window.ts';

describeSlidingWindow('in this process', () => {
  const limiter = new SlidingWindowLimiter();
  return [limiter, limiter];
});

describe('a sliding window', () => {
  it('holds at most its requests in any stretch of its length, and refuses only when it is full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
        async (requests, pauses) => {
          const windowMs = 1_000;
          const clock = { ms: 0 };
          const limiter = new SlidingWindowLimiter({ now: () => clock.ms });
          const times: number[] = [];
          const wrong: number[] = [];
          for (const pause of pauses) {
            clock.ms += pause;
            const inside = times.filter((time) => time > clock.ms - windowMs).length;
            const { allowed } = await limiter.consume('a', { requests, windowMs });
            if (allowed !== inside < requests) wrong.push(clock.ms);
            if (allowed) times.push(clock.ms);
          }
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});
