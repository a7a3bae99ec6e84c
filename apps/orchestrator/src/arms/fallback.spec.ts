import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Arm } from './arm.ts';
import { callWithFallback } from './fallback.ts';
import { isFallbackWarning } from './fallback-warning.ts';
import {
  answerOf,
  armAt,
  callOptions,
  capabilityOf,
  failureOf,
  type Script,
  ScriptedArm,
} from './fixtures/scripted-arm.ts';

const started: ScriptedArm[] = [];
afterEach(async () => {
  for (const arm of started.splice(0)) await arm.stop();
});

const serve = async (script: Script): Promise<ScriptedArm> => {
  const arm = await ScriptedArm.start(script);
  started.push(arm);
  return arm;
};

/** Two arms that can do the same, `a` as scripted and `b` fine. */
const twoArms = async (script: Script) => {
  const [one, two] = [await serve(script), await serve(() => answerOf('b'))];
  const [a, b] = [armAt('a', one.origin), armAt('b', two.origin)];
  return { one, two, a, b };
};

const call = (arms: readonly Arm[], change = {}) => callWithFallback(arms, 'a', callOptions(change));
const callTimes = async (times: number, arms: readonly Arm[]) => {
  for (let n = 0; n < times; n++) await call(arms);
};

describe('an arm that fails', () => {
  it('is not called after five failures: the error says when it will be', async () => {
    const { one, a } = await twoArms(() => failureOf('a', 'unavailable'));
    await callTimes(5, [a]);
    expect(a.breaker).toMatchObject({ state: 'open', failures: 5 });
    for (let n = 0; n < 20; n++) {
      const reply = await call([a]);
      expect(reply.error).toMatchObject({ code: 'circuit_open', category: 'unavailable', retryable: true });
      expect(reply.error?.retry_after).toBeGreaterThan(50);
      expect(reply.error?.retry_after).toBeLessThanOrEqual(60);
    }
    expect(one.calls).toHaveLength(5);
  });

  it('opens its circuit by answers that do not fit, but not by what is no fault of it', async () => {
    const { one, a } = await twoArms(() => failureOf('a', 'invalid_input'));
    for (const category of ['invalid_input', 'policy', 'budget', 'rate_limited', 'cancelled']) {
      one.script = () => failureOf('a', category);
      await callTimes(6, [a]);
      expect(a.breaker.state).toBe('closed');
    }
    one.script = () => ({ nonsense: true });
    await callTimes(5, [a]);
    expect(a.breaker.state).toBe('open');
  });

  it('does not open its circuit when its callers go away', async () => {
    const { a } = await twoArms(() => undefined);
    for (let n = 0; n < 6; n++) {
      const abort = new AbortController();
      const aborted = call([a], { signal: abort.signal });
      setTimeout(() => abort.abort(new Error('gone')), 5);
      await expect(aborted).rejects.toThrow('gone');
    }
    expect(a.breaker).toMatchObject({ state: 'closed', failures: 0 });
  });

  it('is tried again after the reset, with exactly one call', async () => {
    const server = await serve(() => failureOf('a', 'internal'));
    const a = armAt('a', server.origin, { breakerResetMs: 50 });
    await callTimes(5, [a]);
    await expect.poll(() => a.standing.circuit).toBe('probe_due');
    server.script = (_call, response) => {
      setTimeout(() => response.end(JSON.stringify(answerOf('a'))), 50);
      return undefined;
    };
    const replies = await Promise.all(Array.from({ length: 10 }, () => call([a])));
    expect(replies.filter(({ success }) => success)).toHaveLength(1);
    expect(server.calls).toHaveLength(6);
    expect(a.breaker).toEqual({ state: 'closed', failures: 0, retry_at: null });
  });
});

describe('the fallback', () => {
  it('answers instead of an arm whose circuit is open, with a warning', async () => {
    const { a, b } = await twoArms(() => failureOf('a', 'unavailable'));
    await callTimes(5, [a]);
    const reply = await call([a, b]);
    expect(reply).toMatchObject({ success: true, provenance: { arm: 'b' } });
    expect('warnings' in reply && reply.warnings.filter(isFallbackWarning)).toEqual([
      'fallback: a was not available, b answered instead.',
    ]);
  });

  it('gives no warning when the arm that was meant answers', async () => {
    const { a, b } = await twoArms(() => answerOf('a'));
    expect(await call([a, b])).toMatchObject({ success: true, warnings: [] });
  });

  it('is asked when the arm could not be reached', async () => {
    const { one, a, b } = await twoArms(() => answerOf('a'));
    await one.stop();
    expect(await call([a, b])).toMatchObject({ success: true, provenance: { arm: 'b' } });
  });

  it('is not asked to do again what may have been done, unless that may be done twice', async () => {
    const { two, a, b } = await twoArms(() => failureOf('a', 'internal'));
    expect(await call([a, b])).toMatchObject({ success: false, error: { code: 'broken' } });
    expect(two.calls).toHaveLength(0);
    expect(await call([a, b], { idempotent: true })).toMatchObject({
      success: true,
      usage: { tool_calls: 2 },
      provenance: { arm: 'b' },
    });
  });

  it.each<[string, Script, number]>([
    ['broke its connection', (_call, response) => void response.destroy(), 1],
    ['answered with the status 500', () => 500, 1],
    ['answered what nobody can read', () => 'oops', 1],
    ['said what it used', () => failureOf('a', 'internal'), 0],
  ])(
    'says how many arms may have used what nobody has reported: one that %s',
    async (_what, script, unreported) => {
      const { two, a, b } = await twoArms(script);
      expect(await call([a, b], { idempotent: true })).toMatchObject({ success: true, unreported });
      two.script = () => 502;
      expect(await call([a, b], { idempotent: true })).toMatchObject({
        success: false,
        unreported: unreported + 1,
      });
    },
  );

  it('says nothing of an arm that never was asked', async () => {
    const { one, a, b } = await twoArms(() => 200);
    await one.stop();
    expect(await call([a, b], { idempotent: true })).toMatchObject({ success: true, unreported: 0 });
  });

  it('is not asked for what is no fault of the arm', async () => {
    const { two, a, b } = await twoArms(() => failureOf('a', 'invalid_input'));
    expect(await call([a, b], { idempotent: true })).toMatchObject({ error: { category: 'invalid_input' } });
    expect(two.calls).toHaveLength(0);
  });

  it('is not asked when it is unhealthy or open itself, and the first failure stands', async () => {
    const { two, a, b } = await twoArms(() => failureOf('a', 'internal'));
    for (let n = 0; n < 3; n++) b.missed(new Error('down'));
    expect(await call([a, b], { idempotent: true })).toMatchObject({ error: { code: 'broken' } });
    expect(two.calls).toHaveLength(0);
  });

  it('fails as open only when every arm is, until the first probe', async () => {
    const { a, two, b } = await twoArms(() => failureOf('a', 'unavailable'));
    two.script = () => failureOf('b', 'unavailable');
    await callTimes(5, [a]);
    await callTimes(5, [b]);
    expect(await call([a, b])).toMatchObject({ error: { code: 'circuit_open' } });
  });
});

describe('the bulkhead of an arm', () => {
  it('lets no more calls in flight than max_concurrent_tasks; the others wait', async () => {
    let [inFlight, most] = [0, 0];
    const server = await serve((_call, response) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight--;
        response.end(JSON.stringify(answerOf('a')));
      }, 20);
      return undefined;
    });
    const capability = capabilityOf('a', server.origin, { max_concurrent_tasks: 3 });
    const a = armAt('a', server.origin, { capability });
    const calls = Promise.all(Array.from({ length: 12 }, () => call([a])));
    await expect.poll(() => a.describe()).toMatchObject({ calls_in_flight: 3, calls_waiting: 9 });
    expect((await calls).every(({ success }) => success)).toBe(true);
    expect(most).toBe(3);
    expect(a.describe()).toMatchObject({ calls_in_flight: 0, calls_waiting: 0, success_rate: 1 });
  });

  it('refuses when a thousand wait, as busy', async () => {
    const server = await serve(() => undefined);
    const capability = capabilityOf('a', server.origin, { max_concurrent_tasks: 1 });
    const a = armAt('a', server.origin, { capability });
    const abort = new AbortController();
    const waiting = Array.from({ length: 1_001 }, () => call([a], { signal: abort.signal }));
    expect(a.standing.full).toBe(true);
    expect(await call([a])).toMatchObject({
      error: { code: 'arm_busy', category: 'rate_limited', retry_after: 1 },
    });
    abort.abort(new Error('over'));
    expect((await Promise.allSettled(waiting)).every(({ status }) => status === 'rejected')).toBe(true);
    await expect.poll(() => a.describe().calls_waiting).toBe(0);
  });
});

describe('anomalies of an arm', () => {
  /** Calls whose duration is what the server says it is, whatever the machine does. */
  const callsTaking = async (server: ScriptedArm, arm: Arm, times: number, ms: () => number) => {
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    server.script = () => {
      now += ms();
      return answerOf('a');
    };
    await callTimes(times, [arm]);
    clock.mockRestore();
  };

  it('1.6x latency raises one anomaly and a control none', async () => {
    const server = await serve(() => answerOf('a'));
    const [a, control] = [armAt('a', server.origin), armAt('a', server.origin)];
    let n = 0;
    const usual = (): number => 90 + (n++ % 5) * 5;
    await callsTaking(server, a, 150, usual);
    await callsTaking(server, a, 150, () => 1.6 * usual());
    await callsTaking(server, control, 300, usual);
    expect(a.anomalies).toEqual([
      expect.objectContaining({
        arm_id: 'a',
        action: 'forecast',
        kind: 'latency',
        baseline: expect.closeTo(100, -1),
      }),
    ]);
    expect(control.anomalies).toEqual([]);
    expect(a.describe().average_latency_ms).toBeGreaterThan(140);
  });
});
