import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { AdmissionLimiter } from './admission-limiter.ts';
import { type BucketDemand, type Demand, refusal, type SlotDemand, type WindowDemand } from './demand.ts';

/** The same limiter as two processes have it; a test that asks for it again gets other counts. */
export type AdmissionClients = () => readonly [AdmissionLimiter, AdmissionLimiter];

/** Timers may fire a moment before another clock has come as far. */
const timerSlackMs = 5;
let requests = 0;
const newRequest = (): string => `request-${(requests += 1)}`;

const bucket = (key: string, burst: number, rest: Partial<BucketDemand> = {}): BucketDemand => ({
  kind: 'bucket',
  key,
  perMinute: 1,
  burst,
  cost: 1,
  ...rest,
});
const window = (key: string, max: number, windowMs = 60_000): WindowDemand => ({
  kind: 'window',
  key,
  max,
  windowMs,
});
const slot = (key: string, max: number, leaseMs = 60_000): SlotDemand => ({
  kind: 'slot',
  key,
  max,
  leaseMs,
});

/** The contract of an admission limiter. */
export const describeAdmissionLimiter = (name: string, open: AdmissionClients): void => {
  describe(`an admission limiter ${name}`, () => {
    const admitted = async (limiter: AdmissionLimiter, ...demands: Demand[]): Promise<boolean> =>
      (await limiter.admit(newRequest(), demands)).allowed;

    it('takes every demand and says how each limit stands', async () => {
      const [limiter] = open();
      const { allowed, states } = await limiter.admit(newRequest(), [
        bucket('ip', 5),
        bucket('tokens', 100, { cost: 40 }),
        window('failures', 3),
        slot('calls', 2),
      ]);
      expect(allowed).toBe(true);
      expect(states.map(({ remaining, retryAfterMs }) => [remaining, retryAfterMs])).toEqual([
        [4, 0],
        [60, 0],
        [2, 0],
        [1, 0],
      ]);
    });

    it.each([
      ['bucket', bucket('full', 1)],
      ['window', window('full', 1)],
      ['slot', slot('full', 1)],
    ] as const)(
      'takes nothing of the others when a %s is used up, and says which and for how long',
      async (_, full) => {
        const [one, two] = open();
        const others = [bucket('a', 5), window('b', 5), slot('c', 5)] as const;
        expect(await admitted(one, full)).toBe(true);
        const demands = [others[0], full, others[1], others[2]];
        const refused = await two.admit(newRequest(), demands);
        expect(refused.allowed).toBe(false);
        expect(refusal(demands, refused)?.demand).toBe(full);
        expect(refused.states.map(({ remaining }) => remaining)).toEqual([5, 0, 5, 5]);
        expect(refused.states[1]?.retryAfterMs).toBeGreaterThan(50_000);
        expect(refused.states[1]?.retryAfterMs).toBeLessThanOrEqual(60_000);
        const after = await one.admit(newRequest(), [...others]);
        expect(after.states.map(({ remaining }) => remaining)).toEqual([4, 4, 4]);
      },
    );

    it('names the limit that stands in the way the longest', async () => {
      const [limiter] = open();
      const demands = [window('short', 1, 1_000), window('long', 1, 60_000)];
      expect(await admitted(limiter, ...demands)).toBe(true);
      expect(refusal(demands, await limiter.admit(newRequest(), demands))?.demand.key).toBe('long');
    });

    it('is exact to the request for two clients that ask at the same time, whatever limit is the tightest', async () => {
      const clients = open();
      const demands = (n: number) => [
        bucket('ip', 100),
        bucket(`key ${n % 2}`, 12),
        bucket('tenant', 20),
        window('all', 60),
      ];
      const asked = Array.from({ length: 50 }, (_, n) =>
        clients.map((client) => admitted(client, ...demands(n))),
      );
      expect((await Promise.all(asked.flat())).filter(Boolean)).toHaveLength(20);
      const { states } = await clients[0].admit(newRequest(), [bucket('ip', 100, { cost: 0 })]);
      expect(states[0]?.remaining).toBe(80);
    });

    it('admits the next one after the time it said, refusals in between notwithstanding', async () => {
      const [limiter] = open();
      const both = [bucket('a', 2, { perMinute: 120 }), window('b', 2, 400)];
      for (let n = 0; n < 2; n++) expect(await admitted(limiter, ...both)).toBe(true);
      const decision = await limiter.admit(newRequest(), both);
      for (let n = 0; n < 20; n++) await limiter.admit(newRequest(), both);
      await delay((refusal(both, decision)?.state.retryAfterMs ?? 0) + timerSlackMs);
      expect(await admitted(limiter, ...both)).toBe(true);
    });

    it('tells how a bucket stands without taking of it, and never refuses that', async () => {
      const [one, two] = open();
      const look = bucket('tokens', 10, { cost: 0 });
      expect(await admitted(one, bucket('tokens', 10, { cost: 10 }))).toBe(true);
      for (let n = 0; n < 2; n++)
        expect(await two.admit(newRequest(), [look])).toMatchObject({
          allowed: true,
          states: [{ remaining: 0 }],
        });
    });

    it('takes back what was not used, and makes others wait for what was used beyond it', async () => {
      const [one, two] = open();
      const demand = bucket('tokens', 100, { cost: 80 });
      const id = newRequest();
      await one.admit(id, [demand]);
      await two.giveBack(id, [{ demand, amount: 50 }]);
      expect(await admitted(two, bucket('tokens', 100, { cost: 70 }))).toBe(true);
      expect(await admitted(one, bucket('tokens', 100))).toBe(false);
      await one.giveBack(id, [{ demand, amount: -500 }]);
      const { states } = await two.admit(newRequest(), [bucket('tokens', 100)]);
      expect(states[0]?.retryAfterMs).toBeGreaterThan(499 * 60_000);
      await one.giveBack(id, [{ demand, amount: 5_000 }]);
      expect((await one.admit(newRequest(), [demand])).states[0]?.remaining).toBe(20);
    });

    it('gives more than a bucket holds when it is full, as a debt', async () => {
      const [limiter] = open();
      expect(await admitted(limiter, bucket('tokens', 10, { cost: 25 }))).toBe(true);
      const { allowed, states } = await limiter.admit(newRequest(), [bucket('tokens', 10)]);
      expect(allowed).toBe(false);
      expect(states[0]?.retryAfterMs).toBeGreaterThan(15 * 60_000);
    });

    it('keeps a slot for its holder until it is given back', async () => {
      const [one, two] = open();
      const id = newRequest();
      const demand = slot('calls', 1);
      expect((await one.admit(id, [demand])).allowed).toBe(true);
      expect((await two.admit(id, [demand])).allowed).toBe(true);
      expect(await admitted(two, demand)).toBe(false);
      await two.giveBack(newRequest(), [{ demand }]);
      expect(await admitted(two, demand)).toBe(false);
      await two.giveBack(id, [{ demand }]);
      expect(await admitted(one, demand)).toBe(true);
    });

    it('frees the slot of a holder that is lost, and keeps one that is renewed', async () => {
      const [one, two] = open();
      const kept = newRequest();
      const demand = slot('calls', 2, 300);
      await one.admit(kept, [demand]);
      await one.admit(newRequest(), [demand]);
      expect(await admitted(two, demand)).toBe(false);
      await delay(200);
      await one.admit(kept, [demand]);
      await delay(200);
      expect(await admitted(two, demand)).toBe(true);
      expect(await admitted(two, demand)).toBe(false);
    });
  });
};
