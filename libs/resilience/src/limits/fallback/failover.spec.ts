import { describe, expect, it } from 'vitest';
import { newLease } from '../concurrency/concurrency-limiter.ts';
import { LocalConcurrencyLimiter } from '../concurrency/local-concurrency-limiter.ts';
import { LocalQuotaLimiter } from '../quota/local-quota-limiter.ts';
import { AmountExceedsQuotaError, type QuotaLimiter } from '../quota/quota-limiter.ts';
import { Failover, NoAnswerError } from './failover.ts';
import { concurrencyWithFallback, quotaWithFallback } from './with-fallback.ts';

const failoverAt = (answerWithinMs = 10_000) => {
  const clock = { ms: 0 };
  const changes: [string, unknown][] = [];
  const failover = new Failover({
    answerWithinMs,
    pauseMs: 1_000,
    now: () => clock.ms,
    onChange: (decider, error) => void changes.push([decider, error]),
  });
  return { clock, changes, failover };
};

const away = new Error('away');

/** Makes every call of a limiter fail while `state.away` is true. */
const switchable = <Limiter extends object>(
  limiter: Limiter,
  state: { away: boolean; calls: number },
): Limiter =>
  new Proxy(limiter, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        state.calls += 1;
        return state.away ? Promise.reject(away) : Reflect.apply(method, target, args);
      };
    },
  });

describe('a failover', () => {
  it('asks the primary while that answers', async () => {
    const { failover, changes } = failoverAt();
    expect(
      await failover.decide(
        async () => 'primary',
        () => 'local',
      ),
    ).toBe('primary');
    expect(failover.decider).toBe('primary');
    expect(changes).toEqual([]);
  });

  it('decides locally when it fails, leaves it alone for a pause, then lets one call try it', async () => {
    const { failover, changes, clock } = failoverAt();
    let asked = 0;
    const call = (primary: () => Promise<string>): Promise<string> =>
      failover.decide(
        () => {
          asked += 1;
          return primary();
        },
        () => 'local',
      );
    const broken = (): Promise<string> => Promise.reject(away);
    expect(await call(broken)).toBe('local');
    for (let n = 0; n < 5; n++) expect(await call(broken)).toBe('local');
    expect(asked).toBe(1);
    clock.ms += 1_000;
    let answer = (_value: string): void => undefined;
    const slow = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const trial = call(() => slow);
    expect(await call(() => slow)).toBe('local');
    expect(asked).toBe(2);
    expect(failover.decider).toBe('local');
    answer('primary');
    expect(await trial).toBe('primary');
    expect(await call(async () => 'primary')).toBe('primary');
    expect(changes).toEqual([
      ['local', away],
      ['primary', undefined],
    ]);
  });

  it('does not wait for a primary that hangs', async () => {
    const { failover, changes } = failoverAt(20);
    const hung = new Promise<string>(() => undefined);
    expect(
      await failover.decide(
        () => hung,
        () => 'local',
      ),
    ).toBe('local');
    expect(changes).toEqual([['local', new NoAnswerError(20)]]);
  });
});

describe('limiters with a fallback', () => {
  it('never let one process exceed a limit of concurrency, neither when an outage begins nor when it ends', async () => {
    const state = { away: false, calls: 0 };
    const { failover, clock } = failoverAt();
    const primary = new LocalConcurrencyLimiter();
    const limiter = concurrencyWithFallback(
      switchable(primary, state),
      new LocalConcurrencyLimiter(),
      failover,
    );
    const lease = () => newLease([{ key: 'arm', max: 2 }], 60_000);
    const [before, during] = [lease(), lease()];
    expect((await limiter.acquire(before)).granted).toBe(true);
    state.away = true;
    expect((await limiter.acquire(during)).granted).toBe(true);
    expect((await limiter.acquire(lease())).granted).toBe(false);
    state.away = false;
    clock.ms += 1_000;
    expect(await limiter.renew(during)).toBe(true);
    expect((await primary.acquire(lease())).granted).toBe(false);
    await limiter.release(before);
    expect((await limiter.acquire(lease())).granted).toBe(true);
  });

  it('count a lease nowhere that the primary refuses', async () => {
    const { failover } = failoverAt();
    const primary = new LocalConcurrencyLimiter();
    const local = new LocalConcurrencyLimiter();
    const limiter = concurrencyWithFallback(primary, local, failover);
    const limits = [{ key: 'arm', max: 1 }];
    const elsewhere = newLease(limits, 60_000);
    await primary.acquire(elsewhere);
    expect((await limiter.acquire(newLease(limits, 60_000))).granted).toBe(false);
    await primary.release(elsewhere);
    expect((await limiter.acquire(newLease(limits, 60_000))).granted).toBe(true);
  });

  it('do not ask the primary for what this process alone holds already', async () => {
    const state = { away: false, calls: 0 };
    const { failover } = failoverAt();
    const limiter = concurrencyWithFallback(
      switchable(new LocalConcurrencyLimiter(), state),
      new LocalConcurrencyLimiter(),
      failover,
    );
    await limiter.acquire(newLease([{ key: 'arm', max: 1 }], 60_000));
    await limiter.acquire(newLease([{ key: 'arm', max: 1 }], 60_000));
    expect(state.calls).toBe(1);
  });

  it('settle a reservation where it was made', async () => {
    const state = { away: true, calls: 0 };
    const { failover, clock } = failoverAt();
    const primary: QuotaLimiter = new LocalQuotaLimiter();
    const limiter = quotaWithFallback(switchable(primary, state), new LocalQuotaLimiter(), failover);
    const quota = { windowMs: 60_000, tokens: 10 };
    const reserve = () => limiter.reserve('a', { calls: 1, tokens: 10 }, quota);
    const during = await reserve();
    expect((await reserve()).granted).toBe(false);
    if (!during.granted) throw new Error('The local limiter refused.');
    await limiter.settle(during.reservation, { calls: 1, tokens: 0 });
    expect((await reserve()).granted).toBe(true);
    state.away = false;
    clock.ms += 1_000;
    const after = await reserve();
    if (!after.granted) throw new Error('The primary refused.');
    await limiter.settle(after.reservation, { calls: 1, tokens: 4 });
    expect((await primary.reserve('a', { calls: 1, tokens: 6 }, quota)).granted).toBe(true);
  });

  it("do not take a caller's mistake for an outage", async () => {
    const { failover } = failoverAt();
    const limiter = quotaWithFallback(new LocalQuotaLimiter(), new LocalQuotaLimiter(), failover);
    const quota = { windowMs: 60_000, tokens: 10 };
    await expect(limiter.reserve('a', { calls: 1, tokens: 11 }, quota)).rejects.toThrow(
      AmountExceedsQuotaError,
    );
    await expect(limiter.reserve('a', { calls: 1, tokens: 0.5 }, quota)).rejects.toThrow(RangeError);
    expect(failover.decider).toBe('primary');
  });
});
