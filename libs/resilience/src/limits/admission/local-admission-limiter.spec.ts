import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAdmissionLimiter } from './admission-limiter-suite.ts';
import { LocalAdmissionLimiter } from './local-admission-limiter.ts';

describeAdmissionLimiter('in this process', () => {
  const limiter = new LocalAdmissionLimiter();
  return [limiter, limiter];
});

describe('the memory of an admission limiter', () => {
  it('is bounded: the keys that were not used for the longest time are forgotten', async () => {
    const limiter = new LocalAdmissionLimiter({ maxKeys: 10 });
    const demand = (key: string) => ({ kind: 'bucket', key, perMinute: 1, burst: 1, cost: 1 }) as const;
    for (let n = 0; n < 11; n++) await limiter.admit('id', [demand(`key ${n}`)]);
    expect((await limiter.admit('id', [demand('key 10')])).allowed).toBe(false);
    expect((await limiter.admit('id', [demand('key 0')])).allowed).toBe(true);
  });
});

describe('a sliding window', () => {
  it('holds at most so many in any stretch of its length, and refuses only when it is full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
        async (max, pauses) => {
          const windowMs = 1_000;
          const clock = { ms: 0 };
          const limiter = new LocalAdmissionLimiter({ now: () => clock.ms });
          const times: number[] = [];
          const wrong: number[] = [];
          for (const pause of pauses) {
            clock.ms += pause;
            const inside = times.filter((time) => time > clock.ms - windowMs).length;
            const { allowed } = await limiter.admit('id', [{ kind: 'window', key: 'a', max, windowMs }]);
            if (allowed !== inside < max) wrong.push(clock.ms);
            if (allowed) times.push(clock.ms);
          }
          expect(wrong).toEqual([]);
        },
      ),
    );
  });
});

describe('a token bucket', () => {
  it('gives no more than its burst and what flows in, and refuses only what it has not', async () => {
    const take = fc.record({ pause: fc.nat(3_000), cost: fc.integer({ min: 1, max: 30 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(take, { maxLength: 40 }), async (takes) => {
        const clock = { ms: 0 };
        const limiter = new LocalAdmissionLimiter({ now: () => clock.ms });
        let level = 20;
        for (const { pause, cost } of takes) {
          clock.ms += pause;
          level = Math.min(20, level + pause / 100);
          const demand = { kind: 'bucket', key: 'a', perMinute: 600, burst: 20, cost } as const;
          const { allowed, states } = await limiter.admit('id', [demand]);
          expect(allowed).toBe(level >= Math.min(cost, 20) - 1e-6);
          if (allowed) level -= cost;
          expect(states[0]?.remaining).toBe(Math.max(0, Math.floor(level + 1e-6)));
        }
      }),
    );
  });
});
