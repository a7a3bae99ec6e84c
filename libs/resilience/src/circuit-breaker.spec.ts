import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BreakerState, CircuitBreaker, CircuitOpenError, type Verdict } from './circuit-breaker.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

const judge = (settled: PromiseSettledResult<Verdict>): Verdict =>
  settled.status === 'fulfilled' ? settled.value : 'failure';

const setUp = () => {
  const changes: BreakerState[] = [];
  const breaker = new CircuitBreaker({ onChange: (state) => changes.push(state) });
  let calls = 0;
  const call = (verdict: Verdict) =>
    breaker.run(async () => {
      calls++;
      return verdict;
    }, judge);
  const callTimes = async (times: number, verdict: Verdict) => {
    for (let n = 0; n < times; n++) await call(verdict);
  };
  return { breaker, changes, call, callTimes, calls: () => calls };
};

/** A call that ends when it is told to. */
const slow = (breaker: CircuitBreaker) => {
  let end: (verdict: Verdict) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise<Verdict>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  return { run: breaker.run(() => work, judge), end, fail };
};

describe('a circuit breaker', () => {
  it('five failures open, zero calls while open, exactly one probe after the reset', async () => {
    const { breaker, call, callTimes, calls, changes } = setUp();
    await callTimes(4, 'failure');
    expect(breaker.state).toBe('closed');
    await call('failure');
    expect(breaker.state).toBe('open');
    expect(breaker.retryAt).toEqual(new Date(1_060_000));
    vi.advanceTimersByTime(59_999);
    for (let n = 0; n < 100; n++) await expect(call('success')).rejects.toThrow(CircuitOpenError);
    expect(calls()).toBe(5);

    vi.advanceTimersByTime(1);
    expect(breaker.state).toBe('half_open');
    const probe = slow(breaker);
    for (let n = 0; n < 100; n++) await expect(call('success')).rejects.toThrow(CircuitOpenError);
    expect(calls()).toBe(5);
    probe.end('success');
    await probe.run;
    expect(breaker.state).toBe('closed');
    expect(breaker.retryAt).toBeNull();
    await callTimes(10, 'success');
    expect(changes).toEqual(['open', 'half_open', 'closed']);
  });

  it('opens again for the whole reset time when the probe fails', async () => {
    const { breaker, call, callTimes } = setUp();
    await callTimes(5, 'failure');
    vi.advanceTimersByTime(60_000);
    await call('failure');
    expect(breaker.state).toBe('open');
    vi.advanceTimersByTime(59_999);
    await expect(call('success')).rejects.toMatchObject({ retryAt: new Date(1_120_000) });
    vi.advanceTimersByTime(1);
    await call('success');
    expect(breaker.state).toBe('closed');
  });

  it('counts failures in a row only', async () => {
    const { breaker, call, callTimes } = setUp();
    await callTimes(4, 'failure');
    await call('success');
    expect(breaker.failures).toBe(0);
    await callTimes(4, 'failure');
    expect(breaker.failures).toBe(4);
    expect(breaker.state).toBe('closed');
  });

  it('learns nothing from a neutral call: it neither counts nor breaks the row', async () => {
    const { breaker, call, callTimes } = setUp();
    await callTimes(4, 'failure');
    await callTimes(10, 'neutral');
    expect(breaker.state).toBe('closed');
    await call('failure');
    expect(breaker.state).toBe('open');
  });

  it('gives the turn of a probe that was neutral to the next call', async () => {
    const { breaker, call, callTimes } = setUp();
    await callTimes(5, 'failure');
    vi.advanceTimersByTime(60_000);
    await call('neutral');
    expect(breaker).toMatchObject({ state: 'half_open', isProbeDue: true, failures: 5 });
    await call('failure');
    expect(breaker.state).toBe('open');
    vi.advanceTimersByTime(60_000);
    await call('neutral');
    await call('success');
    expect(breaker.state).toBe('closed');
  });

  it('does not listen to calls that began before it opened', async () => {
    const { breaker, callTimes } = setUp();
    const late = [slow(breaker), slow(breaker), slow(breaker)];
    await callTimes(5, 'failure');
    vi.advanceTimersByTime(60_000);
    const probe = slow(breaker);
    for (const [index, call] of late.entries()) {
      call.end(index === 1 ? 'success' : 'failure');
      await call.run;
    }
    expect(breaker).toMatchObject({ state: 'half_open', isProbeDue: false, failures: 5 });
    probe.end('success');
    await probe.run;
    expect(breaker.state).toBe('closed');
  });

  it('throws what the call throws, and counts it as it is judged', async () => {
    const { breaker } = setUp();
    for (let n = 0; n < 5; n++) {
      const call = slow(breaker);
      call.fail(new Error('lost'));
      await expect(call.run).rejects.toThrow('lost');
    }
    expect(breaker.state).toBe('open');
  });

  it('behaves like its model, whatever comes in whatever order', async () => {
    const step = fc.oneof(
      fc.constantFrom<Verdict>('success', 'failure', 'neutral'),
      fc.integer({ min: 1, max: 70_000 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { breaker, call } = setUp();
        const seen: unknown[] = [];
        const expected: unknown[] = [];
        let failures = 0;
        let openedAt: number | undefined;
        const isDue = (): boolean => openedAt !== undefined && Date.now() >= openedAt + 60_000;
        for (const next of steps) {
          const refused = openedAt !== undefined && !isDue();
          if (typeof next === 'number') vi.advanceTimersByTime(next);
          else {
            const outcome = await call(next).catch((error: unknown) => error);
            seen.push(outcome instanceof CircuitOpenError);
            expected.push(refused);
            if (!refused && next === 'success') [failures, openedAt] = [0, undefined];
            if (!refused && next === 'failure' && (++failures >= 5 || openedAt !== undefined))
              openedAt = Date.now();
          }
          seen.push(breaker.state, breaker.failures);
          expected.push(openedAt === undefined ? 'closed' : isDue() ? 'half_open' : 'open', failures);
        }
        expect(seen).toEqual(expected);
      }),
    );
  });

  it('that is held open makes no call until then, and goes on as it was', async () => {
    const { breaker, call, calls, changes } = setUp();
    await call('failure');
    breaker.hold(new Date(1_030_000));
    expect([breaker.state, breaker.retryAt]).toEqual(['open', new Date(1_030_000)]);
    await expect(call('success')).rejects.toMatchObject({ retryAt: new Date(1_030_000), isHeld: true });
    vi.advanceTimersByTime(29_999);
    expect([breaker.admits, breaker.isProbeDue, calls()]).toEqual([false, false, 1]);
    vi.advanceTimersByTime(1);
    expect([breaker.state, breaker.failures, breaker.retryAt]).toEqual(['closed', 1, null]);
    await call('success');
    breaker.hold(null);
    expect(changes).toEqual(['open', 'closed']);
  });

  it('that is held open is let go at once', async () => {
    const { breaker, call, changes } = setUp();
    breaker.hold(new Date(1_030_000));
    breaker.hold(new Date(1_040_000));
    breaker.hold(null);
    await call('success');
    expect(changes).toEqual(['open', 'closed']);
  });

  it('keeps what calls say while it is held open, and shows it afterwards', async () => {
    const { breaker, call, callTimes, changes } = setUp();
    await callTimes(4, 'failure');
    const last = slow(breaker);
    breaker.hold(new Date(1_600_000));
    last.end('failure');
    await last.run;
    vi.advanceTimersByTime(120_000);
    expect([breaker.state, breaker.isProbeDue]).toEqual(['open', false]);
    expect(breaker.retryAt).toEqual(new Date(1_600_000));
    breaker.hold(null);
    expect(breaker.state).toBe('half_open');
    await call('success');
    expect(changes).toEqual(['open', 'half_open', 'closed']);
  });

  it('tells nothing of a probe that ends while it is held open until it is let go', async () => {
    const { breaker, callTimes, changes } = setUp();
    await callTimes(5, 'failure');
    vi.advanceTimersByTime(60_000);
    const probe = slow(breaker);
    breaker.hold(new Date(1_600_000));
    probe.end('success');
    await probe.run;
    expect([breaker.state, changes.at(-1)]).toEqual(['open', 'open']);
    breaker.hold(null);
    expect(changes).toEqual(['open', 'half_open', 'open', 'closed']);
  });
});
