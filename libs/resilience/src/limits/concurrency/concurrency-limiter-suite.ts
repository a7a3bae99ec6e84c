import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConcurrencyLimiter, type Lease, newLease } from './concurrency-limiter.ts';

/** The same limiter as two processes have it; a test that asks for it again gets other counts. */
export type ConcurrencyClients = () => readonly [ConcurrencyLimiter, ConcurrencyLimiter];

const long = 60_000;
const lease = (keys: Readonly<Record<string, number>>, leaseMs = long): Lease =>
  newLease(
    Object.entries(keys).map(([key, max]) => ({ key, max })),
    leaseMs,
  );

/** The contract of a concurrency limiter. */
export const describeConcurrencyLimiter = (name: string, open: ConcurrencyClients): void => {
  describe(`a concurrency limiter ${name}`, () => {
    it('grants as many as the limit says, whoever asks, and names the limit that is reached', async () => {
      const [one, two] = open();
      expect(await one.acquire(lease({ arm: 2 }))).toEqual({ granted: true });
      expect(await two.acquire(lease({ arm: 2 }))).toEqual({ granted: true });
      const refused = await one.acquire(lease({ global: 9, arm: 2 }));
      expect(refused).toMatchObject({ granted: false, fullKey: 'arm' });
      expect(refused).toHaveProperty('retryAfterMs', expect.closeTo(long, -4));
    });

    it('counts against all limits or none', async () => {
      const [limiter] = open();
      await limiter.acquire(lease({ arm: 1 }));
      for (let n = 0; n < 3; n++)
        expect((await limiter.acquire(lease({ global: 1, arm: 1 }))).granted).toBe(false);
      expect((await limiter.acquire(lease({ global: 1, other: 1 }))).granted).toBe(true);
    });

    it('has room again when one is released, once however often that happens', async () => {
      const [one, two] = open();
      const first = lease({ arm: 2 });
      await one.acquire(first);
      await one.acquire(lease({ arm: 2 }));
      await two.release(lease({ arm: 2 }));
      expect((await two.acquire(lease({ arm: 2 }))).granted).toBe(false);
      await two.release(first);
      await one.release(first);
      expect((await two.acquire(lease({ arm: 2 }))).granted).toBe(true);
      expect((await two.acquire(lease({ arm: 2 }))).granted).toBe(false);
    });

    it('counts a lease once that is acquired twice, as after an answer that was lost', async () => {
      const [one, two] = open();
      const first = lease({ arm: 2 });
      await one.acquire(first);
      expect((await two.acquire(first)).granted).toBe(true);
      expect((await two.acquire(lease({ arm: 2 }))).granted).toBe(true);
      expect((await one.acquire(first)).granted).toBe(true);
    });

    it('takes a holder for lost when its lease ends', async () => {
      const [one, two] = open();
      await one.acquire(lease({ arm: 1 }, 200));
      const refused = await two.acquire(lease({ arm: 1 }));
      if (refused.granted) throw new Error('The lease did not count.');
      expect(refused.retryAfterMs).toBeLessThanOrEqual(200);
      await delay(refused.retryAfterMs + 5);
      expect((await two.acquire(lease({ arm: 1 }))).granted).toBe(true);
    });

    it('keeps a lease that is renewed', async () => {
      const [one, two] = open();
      const renewed = lease({ arm: 1 }, 2_000);
      await one.acquire(renewed);
      await delay(1_200);
      expect(await one.renew(renewed)).toBe(true);
      await delay(1_000);
      expect((await two.acquire(lease({ arm: 1 }))).granted).toBe(false);
    });

    it('renews a lease that has ended only while there is room', async () => {
      const [one, two] = open();
      const late = lease({ arm: 1 }, 100);
      await one.acquire(late);
      await delay(150);
      const other = lease({ arm: 1 });
      await two.acquire(other);
      expect(await one.renew(late)).toBe(false);
      await two.release(other);
      expect(await one.renew(late)).toBe(true);
      expect((await two.acquire(other)).granted).toBe(false);
    });

    it('never has more holders than a limit, however two clients take turns', async () => {
      const maxima: Readonly<Record<string, number>> = { global: 4, a: 2, b: 3 };
      const turn = fc.record({
        client: fc.integer({ min: 0, max: 1 }),
        arm: fc.constantFrom('a', 'b'),
        turns: fc.integer({ min: 0, max: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(turn, { maxLength: 40 }), async (turns) => {
          const clients = open();
          const holders = new Map<string, number>();
          const count = (key: string, change: number): number => {
            const now = (holders.get(key) ?? 0) + change;
            holders.set(key, now);
            return now;
          };
          await Promise.all(
            turns.map(async ({ client, arm, turns: pauses }) => {
              const limiter = clients[client] ?? clients[0];
              const wanted = lease({ global: maxima['global'] ?? 0, [arm]: maxima[arm] ?? 0 });
              for (let attempt = 0; attempt < 3; attempt++) {
                for (let n = 0; n < pauses; n++) await limiter.release(lease({ nobody: 1 }));
                if (!(await limiter.acquire(wanted)).granted) continue;
                for (const { key, max } of wanted.limits) expect(count(key, 1)).toBeLessThanOrEqual(max);
                expect(await limiter.renew(wanted)).toBe(true);
                for (const { key } of wanted.limits) count(key, -1);
                await limiter.release(wanted);
              }
            }),
          );
          // Everything was given back: each limit can be filled again, and no further.
          for (const [key, max] of Object.entries(maxima)) {
            for (let n = 0; n < max; n++)
              expect((await clients[0].acquire(lease({ [key]: max }))).granted).toBe(true);
            expect((await clients[1].acquire(lease({ [key]: max }))).granted).toBe(false);
          }
        }),
        { numRuns: 30 },
      );
    });
  });
};
