import { describe, expect, it } from 'vitest';
import { Failover } from '../fallback/failover.ts';
import type { AdmissionLimiter } from './admission-limiter.ts';
import { admissionWithFallback } from './admission-with-fallback.ts';
import type { Demand } from './demand.ts';
import { LocalAdmissionLimiter } from './local-admission-limiter.ts';

/** A primary that can be away, and the limiter of a process over it. */
const processOver = (shared: LocalAdmissionLimiter) => {
  const state = { away: false, ms: 0 };
  const orFail = <Result>(call: () => Promise<Result>): Promise<Result> =>
    state.away ? Promise.reject(new Error('away')) : call();
  const primary: AdmissionLimiter = {
    admit: (id, demands) => orFail(() => shared.admit(id, demands)),
    giveBack: (id, parts) => orFail(() => shared.giveBack(id, parts)),
  };
  const failover = new Failover({ pauseMs: 1_000, now: () => state.ms });
  return { state, failover, limiter: admissionWithFallback(primary, new LocalAdmissionLimiter(), failover) };
};

const key = { kind: 'bucket', key: 'key', perMinute: 1, burst: 4, cost: 1 } as const;
const calls = { kind: 'slot', key: 'calls', max: 2, leaseMs: 60_000 } as const;

describe('an admission limiter with a fallback', () => {
  const admitted = async (limiter: AdmissionLimiter, id: string, ...demands: Demand[]): Promise<boolean> =>
    (await limiter.admit(id, demands)).allowed;

  it('gives nobody a fresh burst or fresh slots when the primary goes away', async () => {
    const { state, limiter } = processOver(new LocalAdmissionLimiter());
    for (const id of ['a', 'b', 'c']) expect(await admitted(limiter, id, key)).toBe(true);
    expect(await admitted(limiter, 'a', calls)).toBe(true);
    state.away = true;
    expect(await admitted(limiter, 'd', key, calls)).toBe(true);
    expect(await admitted(limiter, 'e', key)).toBe(false);
    expect(await admitted(limiter, 'e', calls)).toBe(false);
    await limiter.giveBack('a', [{ demand: calls }]);
    expect(await admitted(limiter, 'e', calls)).toBe(true);
  });

  it('counts nothing here that the primary refuses', async () => {
    const shared = new LocalAdmissionLimiter();
    const { state, limiter } = processOver(shared);
    for (let n = 0; n < 4; n++) await shared.admit(`elsewhere ${n}`, [key]);
    expect(await admitted(limiter, 'a', key, calls)).toBe(false);
    state.away = true;
    const { states } = await limiter.admit('look', [{ ...key, cost: 0 }]);
    expect(states[0]?.remaining).toBe(4);
  });

  it('asks the primary again after a pause, and renewals bring the slots of the outage to it', async () => {
    const shared = new LocalAdmissionLimiter();
    const { state, limiter, failover } = processOver(shared);
    state.away = true;
    expect(await admitted(limiter, 'a', calls)).toBe(true);
    state.away = false;
    expect(await admitted(limiter, 'a', calls)).toBe(true);
    expect(failover.decider).toBe('local');
    state.ms += 1_000;
    expect(await admitted(limiter, 'a', calls)).toBe(true);
    expect(failover.decider).toBe('primary');
    expect((await shared.admit('b', [calls])).states[0]?.remaining).toBe(0);
  });
});
