import type { Plan } from '@octollm/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finalError } from './failures.ts';
import { Arm, failure, success } from './fixtures/attempts.ts';
import { acyclic, ancestorsOf } from './fixtures/graphs.ts';
import { LeaseLost, MemoryJournal } from './fixtures/journal.ts';
import { plan, step } from './fixtures/plans.ts';
import { pause } from './pause.ts';
import type { PlanRun } from './plan-run.ts';
import type { StepHistory } from './ports.ts';
import { runPlan } from './run-plan.ts';

interface Running {
  readonly journal: MemoryJournal;
  readonly abort: AbortController;
  readonly run: Promise<PlanRun>;
}

/** Starts a plan on an arm. The promise is observed, so that a rejection before it is awaited is no error. */
const start = (
  steps: Plan,
  arm: Arm,
  more: { journal?: MemoryJournal; history?: ReadonlyMap<string, StepHistory>; maxParallel?: number } = {},
): Running => {
  const journal = more.journal ?? new MemoryJournal();
  const abort = new AbortController();
  const run = runPlan({
    plan: steps,
    execute: arm.execute,
    journal,
    history: more.history ?? new Map(),
    maxParallel: more.maxParallel ?? 20,
    signal: abort.signal,
    random: () => 1,
  });
  run.catch(() => undefined);
  return { journal, abort, run };
};

const finish = async ({ run }: Running): Promise<PlanRun> => {
  await vi.runAllTimersAsync();
  return run;
};

/** When each step was first called, in milliseconds since the start. */
const startTimes = (arm: Arm): Record<string, number> =>
  Object.fromEntries([...arm.calls].reverse().map(({ id, at }) => [id, at]));

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  const left = vi.getTimerCount();
  vi.useRealTimers();
  if (left > 0) throw new Error(`The run left ${left} timers behind.`);
});

describe('running a plan', () => {
  it('starts a step when its own parents end, not when a wave ends', async () => {
    const arm = Arm.taking((id) => (id === 'slow' ? 1_000 : 10));
    const running = start(
      plan(
        step('fast'),
        step('slow'),
        step('child', { depends_on: ['fast'] }),
        step('both', { depends_on: ['slow', 'child'] }),
      ),
      arm,
    );
    await finish(running);
    expect(startTimes(arm)).toEqual({ fast: 0, slow: 0, child: 10, both: 1_000 });
  });

  it('hands the outputs of parents to their children', async () => {
    const arm = Arm.taking(
      () => 1,
      ({ step: { id } }) => success({ from: id }),
    );
    const running = start(plan(step('a'), step('b', { input: { got: '{{steps.a.output.from}}!' } })), arm);
    const { outputs } = await finish(running);
    expect(arm.calls.find(({ id }) => id === 'b')?.input).toEqual({ got: 'a!' });
    expect(outputs).toEqual(
      new Map([
        ['a', { from: 'a' }],
        ['b', { from: 'b' }],
      ]),
    );
  });

  it('fails a step whose reference leads nowhere, without calling its arm', async () => {
    const arm = Arm.taking(() => 1);
    const running = start(plan(step('a'), step('b', { input: { x: '{{steps.a.output.gone}}' } })), arm);
    const { failed } = await finish(running);
    expect(failed).toMatchObject([
      { stepId: 'b', error: { code: 'unresolved_reference', retryable: false } },
    ]);
    expect(arm.calls.map(({ id }) => id)).toEqual(['a']);
  });

  it('never runs more at once than allowed, and uses what is allowed', async () => {
    await fc.assert(
      fc.asyncProperty(acyclic(12), fc.integer({ min: 1, max: 4 }), async (graph, maxParallel) => {
        const arm = Arm.taking((id) => 1 + (Number(id.slice(1)) % 3));
        const steps = graph.map((parents, index) =>
          step(`s${index}`, { depends_on: parents.map((parent) => `s${parent}`) }),
        );
        await finish(start(plan(...steps), arm, { maxParallel }));
        expect(arm.mostAtOnce).toBeLessThanOrEqual(maxParallel);
        expect(arm.calls).toHaveLength(graph.length);
      }),
    );
    const arm = Arm.taking(() => 5);
    await finish(start(plan(step('a'), step('b'), step('c')), arm, { maxParallel: 2 }));
    expect(arm.mostAtOnce).toBe(2);
  });

  it('lets others run while a step pauses before its next attempt', async () => {
    const arm = Arm.taking(
      () => 10,
      ({ step: { id }, attempt }) =>
        id === 'a' && attempt === 1 ? failure({ retryable: true, retry_after: 60 }) : success({}),
    );
    await finish(start(plan(step('a'), step('b')), arm, { maxParallel: 1 }));
    expect(startTimes(arm)).toEqual({ a: 0, b: 10 });
  });

  it('skips what waits for a failed step and goes on with the rest', async () => {
    const arm = Arm.taking(
      () => 10,
      ({ step: { id } }) => (id === 'bad' ? failure() : success({})),
    );
    const running = start(
      plan(
        step('bad'),
        step('good'),
        step('child', { depends_on: ['bad', 'good'] }),
        step('grandchild', { depends_on: ['child'] }),
        step('other', { depends_on: ['good'] }),
      ),
      arm,
    );
    const { failed, skipped, outputs } = await finish(running);
    expect(failed.map(({ stepId }) => stepId)).toEqual(['bad']);
    expect(skipped).toEqual(['child', 'grandchild']);
    expect([...outputs.keys()]).toEqual(['good', 'other']);
    expect(running.journal.entries).toContainEqual({
      kind: 'ended',
      stepId: 'grandchild',
      attempt: 0,
      outcome: { skippedBecause: 'Step child did not succeed.' },
    });
  });

  it('ends each step of any plan exactly once, starts none before its parents, and skips just the heirs of failures', async () => {
    const outcome = fc.constantFrom('succeeds', 'fails', 'fails once', 'always retryable', 'times out');
    const scenario = acyclic(12).chain((graph) =>
      fc.record({
        graph: fc.constant(graph),
        outcomes: fc.array(outcome, { minLength: graph.length, maxLength: graph.length }),
        durations: fc.array(fc.integer({ min: 0, max: 50 }), {
          minLength: graph.length,
          maxLength: graph.length,
        }),
        maxParallel: fc.integer({ min: 1, max: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(scenario, async ({ graph, outcomes, durations, maxParallel }) => {
        const index = (id: string): number => Number(id.slice(1));
        const arm = Arm.taking(
          (id) => (outcomes[index(id)] === 'times out' ? 1e6 : (durations[index(id)] ?? 0)),
          ({ step: { id }, attempt }) => {
            const how = outcomes[index(id)];
            if (how === 'fails') return failure();
            if (how === 'always retryable' || (how === 'fails once' && attempt === 1))
              return failure({ retryable: true });
            return success({ id });
          },
        );
        const steps = graph.map((parents, own) =>
          step(`s${own}`, { depends_on: parents.map((parent) => `s${parent}`) }),
        );
        const running = start(plan(...steps), arm, { maxParallel });
        const result = await finish(running);

        const succeeds = (own: number): boolean =>
          outcomes[own] === 'succeeds' || outcomes[own] === 'fails once';
        for (const own of graph.keys()) {
          const id = `s${own}`;
          const heir = [...ancestorsOf(graph, own)].some((ancestor) => !succeeds(ancestor));
          const end = heir ? 'skipped' : succeeds(own) ? 'succeeded' : 'failed';
          expect(running.journal.ends.get(id)).toEqual([end]);
          expect(result.outputs.has(id)).toBe(end === 'succeeded');
          expect(result.skipped.includes(id)).toBe(end === 'skipped');
          expect(result.failed.some(({ stepId }) => stepId === id)).toBe(end === 'failed');
          const began = running.journal.entries.findIndex(
            (entry) => entry.kind === 'started' && entry.stepId === id,
          );
          const parentsEnded = (graph[own] ?? []).map((parent) =>
            running.journal.entries.findLastIndex(
              (entry) => entry.kind === 'ended' && entry.stepId === `s${parent}`,
            ),
          );
          expect(began < 0 || parentsEnded.every((ended) => ended < began)).toBe(true);
        }
        expect(arm.running).toBe(0);
      }),
    );
  });
});

describe('attempts', () => {
  const flaky = (...results: readonly ReturnType<typeof failure>[]): Arm =>
    Arm.taking(
      () => 0,
      ({ attempt }) => results[attempt - 1] ?? success({ attempt }),
    );
  const busy = failure({ retryable: true });
  const retry = { max_attempts: 4, initial_backoff_ms: 100, max_backoff_ms: 250 };

  it('follow each other after pauses that grow as the policy says', async () => {
    const arm = flaky(busy, busy, busy);
    const running = start(plan(step('a', { retry })), arm);
    const { outputs } = await finish(running);
    expect(arm.calls.map(({ at }) => at)).toEqual([0, 100, 300, 550]);
    expect(outputs.get('a')).toEqual({ attempt: 4 });
    expect(running.journal.entries.map(({ kind, attempt }) => `${kind} ${attempt}`)).toEqual([
      'started 1',
      'ended 1',
      'started 2',
      'ended 2',
      'started 3',
      'ended 3',
      'started 4',
      'ended 4',
    ]);
  });

  it('end when the policy allows no more', async () => {
    const arm = flaky(busy, busy, busy, busy, busy);
    const { failed } = await finish(start(plan(step('a', { retry })), arm));
    expect(arm.calls).toHaveLength(4);
    expect(failed).toMatchObject([{ stepId: 'a', error: { code: 'broken' } }]);
  });

  it('are not repeated after an error that another try cannot mend', async () => {
    const arm = flaky(failure({ category: 'invalid_input' }));
    await finish(start(plan(step('a', { retry })), arm));
    expect(arm.calls).toHaveLength(1);
  });

  it('wait as long as the arm asked for', async () => {
    const arm = flaky(failure({ retryable: true, retry_after: 5 }));
    await finish(start(plan(step('a', { retry })), arm));
    expect(arm.calls.map(({ at }) => at)).toEqual([0, 5_000]);
  });

  it('of a step with side effects are not repeated after the arm may have begun', async () => {
    const arm = flaky(failure({ category: 'timeout', retryable: true }));
    await finish(start(plan(step('a', { retry, idempotent: false })), arm));
    expect(arm.calls).toHaveLength(1);
  });

  it('are cut off at the time limit of the step, also one of a fraction of a millisecond', async () => {
    const arm = Arm.taking(() => 60_000);
    const limited = step('a', { timeout_seconds: 1.0005, retry: { ...retry, max_attempts: 1 } });
    const { failed } = await finish(start(plan(limited), arm));
    expect(failed).toMatchObject([{ error: { code: 'step_timeout', category: 'timeout', retryable: true } }]);
    expect(Date.now()).toBeLessThan(2_000);
    expect(arm.running).toBe(0);
  });

  it('are not repeated after the time limit of a step whose time is final', async () => {
    const arm = Arm.taking(() => 60_000);
    const limited = { ...step('a', { timeout_seconds: 1, retry }), timeout_is_final: true };
    const run = runPlan({
      plan: { steps: [limited] },
      execute: arm.execute,
      journal: new MemoryJournal(),
      history: new Map(),
      maxParallel: 1,
      signal: new AbortController().signal,
    });
    await vi.runAllTimersAsync();
    expect((await run).failed).toMatchObject([{ error: { code: 'step_timeout', retryable: false } }]);
    expect(arm.calls).toHaveLength(1);
  });

  it('keep a result that arrives although the time limit is over', async () => {
    const arm = new Arm(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      return success('late');
    });
    const { outputs } = await finish(start(plan(step('a', { timeout_seconds: 1 })), arm));
    expect(outputs.get('a')).toBe('late');
  });
});

describe('stopping', () => {
  it('by the signal rejects with its reason and leaves nothing running', async () => {
    const arm = Arm.taking(() => 1_000);
    const running = start(plan(step('a'), step('b'), step('c', { depends_on: ['a'] })), arm, {
      maxParallel: 1,
    });
    await vi.advanceTimersByTimeAsync(500);
    const reason = new Error('cancelled');
    running.abort.abort(reason);
    await expect(running.run).rejects.toBe(reason);
    expect(arm.running).toBe(0);
    expect(arm.calls.map(({ id }) => id)).toEqual(['a']);
  });

  it('waits until what runs has come to its end', async () => {
    const arm = new Arm(async ({ step: { id }, signal }) => {
      await pause(1_000, signal).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, id === 'a' ? 100 : 200));
      return failure({ category: 'cancelled' });
    });
    const journal = new MemoryJournal();
    const running = start(plan(step('a'), step('b')), arm, { journal });
    await vi.advanceTimersByTimeAsync(10);
    journal.limit = 0;
    running.abort.abort(new Error('cancelled'));
    let settled = false;
    void running.run.catch(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(190);
    expect([settled, arm.running]).toEqual([false, 1]);
    await vi.advanceTimersByTimeAsync(20);
    expect([settled, arm.running]).toEqual([true, 0]);
    // The refused write came of the stop; the reason for the stop is what counts.
    await expect(running.run).rejects.toThrow('cancelled');
  });

  it('by the signal ends a pause between attempts', async () => {
    const arm = Arm.taking(
      () => 0,
      () => failure({ retryable: true, retry_after: 60 }),
    );
    const running = start(plan(step('a')), arm);
    await vi.advanceTimersByTimeAsync(10);
    const reason = new Error('cancelled');
    running.abort.abort(reason);
    await expect(running.run).rejects.toBe(reason);
  });

  it('before it begins calls nothing', async () => {
    const arm = Arm.taking(() => 0);
    const abort = AbortSignal.abort(new Error('too late'));
    const run = runPlan({
      plan: plan(step('a')),
      execute: arm.execute,
      journal: new MemoryJournal(),
      history: new Map(),
      maxParallel: 1,
      signal: abort,
    });
    await expect(run).rejects.toThrow('too late');
    expect(arm.calls).toEqual([]);
  });

  it('happens when the journal refuses a write, wherever that is, and nothing starts after it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7 }), async (limit) => {
        const arm = Arm.taking((id) => (id === 'a' ? 10 : 1_000));
        const journal = new MemoryJournal();
        journal.limit = limit;
        const running = start(
          plan(step('a'), step('b'), step('c', { depends_on: ['a'] }), step('d', { depends_on: ['c'] })),
          arm,
          {
            journal,
          },
        );
        await vi.runAllTimersAsync();
        await expect(running.run).rejects.toBeInstanceOf(LeaseLost);
        expect(arm.running).toBe(0);
        expect(arm.calls.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('happens when an arm rejects for another reason than its signal', async () => {
    const arm = new Arm(async ({ step: { id }, signal }) => {
      if (id === 'a') throw new TypeError('a defect');
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      return success({});
    });
    await expect(start(plan(step('a'), step('b')), arm).run).rejects.toThrow('a defect');
    expect(arm.running).toBe(0);
  });
});

describe('resuming', () => {
  it('runs nothing again that has ended', async () => {
    const arm = Arm.taking(() => 0);
    const wrong = finalError('wrong', 'invalid_input', 'It was wrong.');
    const running = start(
      plan(
        step('done'),
        step('broken'),
        step('wrong'),
        step('left', { depends_on: ['broken'] }),
        step('next', { depends_on: ['done'], input: { x: '{{steps.done.output.n}}' } }),
      ),
      arm,
      {
        history: new Map<string, StepHistory>([
          ['done', { status: 'succeeded', attempts: 1, output: { n: 5 } }],
          ['broken', { status: 'failed', attempts: 3, output: undefined }],
          ['wrong', { status: 'failed', attempts: 1, output: undefined, error: wrong }],
          ['left', { status: 'skipped', attempts: 0, output: undefined }],
        ]),
      },
    );
    const { failed, skipped, outputs } = await finish(running);
    expect(arm.calls).toMatchObject([{ id: 'next', attempt: 1, input: { x: 5 } }]);
    expect(outputs.get('done')).toEqual({ n: 5 });
    expect(failed).toMatchObject([
      { stepId: 'broken', error: { code: 'failed_earlier' } },
      { stepId: 'wrong', error: wrong },
    ]);
    expect(skipped).toEqual(['left']);
    expect(running.journal.ends.has('done')).toBe(false);
  });

  it('tries an interrupted step again under the next number when it is idempotent', async () => {
    const arm = Arm.taking(() => 0);
    const running = start(plan(step('a')), arm, {
      history: new Map([['a', { status: 'unfinished', attempts: 2, output: undefined }]]),
    });
    await finish(running);
    expect(arm.calls).toMatchObject([{ id: 'a', attempt: 3 }]);
    expect(running.journal.ends.get('a')).toEqual(['succeeded']);
  });

  it('does not repeat an interrupted step that has side effects', async () => {
    const arm = Arm.taking(() => 0);
    const { failed } = await finish(
      start(plan(step('a', { idempotent: false })), arm, {
        history: new Map([['a', { status: 'unfinished', attempts: 1, output: undefined }]]),
      }),
    );
    expect(arm.calls).toEqual([]);
    expect(failed).toMatchObject([{ stepId: 'a', error: { code: 'interrupted', retryable: false } }]);
  });

  it('starts a step with side effects that no former run has started', async () => {
    const arm = Arm.taking(() => 0);
    await finish(
      start(plan(step('a', { idempotent: false })), arm, {
        history: new Map([['a', { status: 'unfinished', attempts: 0, output: undefined }]]),
      }),
    );
    expect(arm.calls).toMatchObject([{ id: 'a', attempt: 1 }]);
  });

  it('after a crash at any point ends every step, repeats no finished one, and no side effect', async () => {
    const crashAt = fc.integer({ min: 0, max: 20 });
    await fc.assert(
      fc.asyncProperty(
        acyclic(8),
        crashAt,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        async (graph, limit, idempotent) => {
          const arm = Arm.taking((id) => Number(id.slice(1)) % 4);
          const steps = plan(
            ...graph.map((parents, own) =>
              step(`s${own}`, {
                depends_on: parents.map((parent) => `s${parent}`),
                idempotent: idempotent[own] ?? true,
              }),
            ),
          );
          const journal = new MemoryJournal();
          journal.limit = limit;
          const crashed = start(steps, arm, { journal });
          await vi.runAllTimersAsync();
          const [end] = await Promise.allSettled([crashed.run]);
          expect(end.status === 'fulfilled' || end.reason instanceof LeaseLost).toBe(true);
          journal.limit = Number.POSITIVE_INFINITY;
          await finish(start(steps, arm, { journal, history: new Map(journal.history) }));

          for (const own of graph.keys()) {
            const id = `s${own}`;
            expect(journal.ends.get(id)).toHaveLength(1);
            const calls = arm.calls.filter((call) => call.id === id);
            expect(new Set(calls.map(({ attempt }) => attempt)).size).toBe(calls.length);
            expect(calls.length).toBeLessThanOrEqual((idempotent[own] ?? true) ? 2 : 1);
          }
        },
      ),
    );
  });
});
