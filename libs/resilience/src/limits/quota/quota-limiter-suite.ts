import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AmountExceedsQuotaError,
  type Quota,
  type QuotaAmount,
  type QuotaLimiter,
  type Reservation,
} from './quota-limiter.ts';

/** The same limiter as two processes have it; a test that asks for it again gets other counts. */
export type QuotaClients = () => readonly [QuotaLimiter, QuotaLimiter];

const minute: Quota = { windowMs: 60_000, calls: 5, tokens: 100 };
const amount = (tokens: number, calls = 1): QuotaAmount => ({ calls, tokens });

const reserved = async (limiter: QuotaLimiter, tokens: number, quota = minute): Promise<Reservation> => {
  const decision = await limiter.reserve('openai', amount(tokens), quota);
  if (!decision.granted) throw new Error('The reservation was refused.');
  return decision.reservation;
};

const isGranted = async (limiter: QuotaLimiter, tokens: number, quota = minute): Promise<boolean> =>
  (await limiter.reserve('openai', amount(tokens), quota)).granted;

/** The contract of a quota limiter. */
export const describeQuotaLimiter = (name: string, open: QuotaClients): void => {
  describe(`a quota limiter ${name}`, () => {
    it('takes calls and tokens until one of them is used up, whoever asks', async () => {
      const [one, two] = open();
      await reserved(one, 60);
      expect(await isGranted(two, 41)).toBe(false);
      for (let n = 0; n < 4; n++) await reserved(two, 10);
      expect(await isGranted(one, 0)).toBe(false);
      expect((await two.reserve('anthropic', amount(100), minute)).granted).toBe(true);
    });

    it('limits only what the quota names', async () => {
      const [limiter] = open();
      const callsOnly: Quota = { windowMs: 60_000, calls: 2 };
      await reserved(limiter, 1_000_000_000, callsOnly);
      await reserved(limiter, 1_000_000_000, callsOnly);
      expect(await isGranted(limiter, 0, callsOnly)).toBe(false);
    });

    it('gives back what a call did not use', async () => {
      const [one, two] = open();
      const estimate = await reserved(one, 100);
      expect(await isGranted(two, 1)).toBe(false);
      await two.settle(estimate, amount(30));
      await reserved(two, 70);
      expect(await isGranted(two, 1)).toBe(false);
    });

    it('lets others wait for what a call used beyond its estimate', async () => {
      const [one, two] = open();
      const estimate = await reserved(one, 10);
      await one.settle(estimate, amount(150));
      expect(await isGranted(two, 0)).toBe(false);
    });

    it('settles a reservation once', async () => {
      const [one, two] = open();
      const estimate = await reserved(one, 100);
      await one.settle(estimate, amount(50));
      await two.settle(estimate, amount(0));
      await one.settle(estimate, amount(0));
      expect(await isGranted(two, 51)).toBe(false);
      expect(await isGranted(two, 50)).toBe(true);
    });

    it('gives a call that was never made back as a whole', async () => {
      const [limiter] = open();
      const estimates = await Promise.all(Array.from({ length: 5 }, () => reserved(limiter, 20)));
      expect(await isGranted(limiter, 0)).toBe(false);
      for (const estimate of estimates) await limiter.settle(estimate, amount(0, 0));
      expect(await isGranted(limiter, 100)).toBe(true);
    });

    it('says when enough has left the window, and grants it then', async () => {
      const [limiter] = open();
      const quota: Quota = { windowMs: 400, tokens: 100 };
      await reserved(limiter, 50, quota);
      await delay(100);
      const second = await reserved(limiter, 50, quota);
      const soon = await limiter.reserve('openai', amount(40), quota);
      const later = await limiter.reserve('openai', amount(90), quota);
      if (soon.granted || later.granted) throw new Error('The quota was exceeded.');
      expect(later.retryAfterMs).toBeGreaterThan(soon.retryAfterMs + 50);
      await delay(later.retryAfterMs + 5);
      expect(await isGranted(limiter, 90, quota)).toBe(true);
      await limiter.settle(second, amount(0));
      expect(await isGranted(limiter, 11, quota)).toBe(false);
    });

    it('refuses for ever what is more than the whole quota, and numbers that are none', async () => {
      const [limiter] = open();
      await expect(limiter.reserve('openai', amount(101), minute)).rejects.toThrow(AmountExceedsQuotaError);
      await expect(limiter.reserve('openai', amount(1, 6), minute)).rejects.toThrow(AmountExceedsQuotaError);
      for (const wrong of [-1, 0.5, Number.NaN]) {
        await expect(limiter.reserve('openai', amount(wrong), minute)).rejects.toThrow(RangeError);
        await expect(limiter.settle(await reserved(limiter, 1), amount(wrong))).rejects.toThrow(RangeError);
      }
    });

    it('is exact for two clients that ask at the same time', async () => {
      const clients = open();
      const quota: Quota = { windowMs: 60_000, tokens: 100 };
      const asked = Array.from({ length: 50 }, () => clients.map((client) => isGranted(client, 10, quota)));
      const granted = (await Promise.all(asked.flat())).filter((each) => each);
      expect(granted).toHaveLength(10);
    });

    it('holds exactly what was settled, whatever the order', async () => {
      const call = fc.record({
        client: fc.integer({ min: 0, max: 1 }),
        estimate: fc.integer({ min: 0, max: 40 }),
        used: fc.option(fc.integer({ min: 0, max: 60 })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(call, { maxLength: 15 }), async (calls) => {
          const clients = open();
          const quota: Quota = { windowMs: 600_000, tokens: 100 };
          let sum = 0;
          for (const { client, estimate, used } of calls) {
            const limiter = clients[client] ?? clients[0];
            const decision = await limiter.reserve('openai', amount(estimate), quota);
            expect(decision.granted).toBe(sum + estimate <= 100);
            if (!decision.granted) continue;
            sum += estimate;
            if (used === null) continue;
            await limiter.settle(decision.reservation, amount(used));
            sum += used - estimate;
          }
        }),
        { numRuns: 30 },
      );
    });
  });
};
