import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ArmError,
  ExecuteRequest,
  newId,
  noUsage,
  type PlannerOutput,
  type PlanStep,
  UnavailableError,
  UnprocessableError,
} from '@octollm/contracts';
import { LocalConcurrencyLimiter } from '@octollm/resilience';
import { type Metrics, Shutdown } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ArmCallOptions, ArmReply } from '../arms/arm-client.ts';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { StepPermits } from '../arms/step-permits.ts';
import { ActiveQueries } from './active-queries.ts';
import { ToolChoice } from './tool-choice.ts';
import { ToolExecution } from './tool-execution.ts';

type Input = {
  readonly tool: string;
  readonly args: {
    readonly ms?: number;
    readonly fail?: Partial<ArmError>;
    readonly x?: unknown;
    readonly url?: string;
  };
};

const provenance = {
  arm: 'executor-arm',
  version: '0',
  model: null,
  provider: null,
  input_sha256: '0'.repeat(64),
  output_sha256: null,
  timestamp: '2026-01-01T00:00:00Z',
  duration_ms: 0,
  capability_token_id: newId(),
  sources: [],
};

const success = (output: unknown): ArmReply => ({
  success: true,
  output,
  error: null,
  confidence: 1,
  usage: noUsage,
  provenance,
  warnings: [],
});

const failure = (error: Partial<ArmError>): ArmReply => ({
  success: false,
  error: {
    code: 'broken',
    category: 'unavailable',
    message: 'It broke.',
    retryable: false,
    retry_after: null,
    ...error,
  },
  usage: noUsage,
  provenance: null,
  unreported: 0,
});

/** Answers when it is told. */
class Held<Value> {
  with: (value: Value) => void = () => undefined;
  readonly answer = new Promise<Value>((resolve) => {
    this.with = resolve;
  });
}

/**
 * An executor that waits `ms`, or for an address until it is told, fails as told and otherwise gives its arguments
 * back; and a planner that answers as told.
 */
class FakeArms {
  readonly plannable = [
    { arm_id: 'planner-arm', capabilities: ['plan'] },
    { arm_id: 'executor-arm', capabilities: ['execute'] },
  ];
  readonly planner = new Held<ArmReply>();
  /** What the planner was asked, each time. */
  readonly asked: unknown[] = [];
  /** Addresses that are answered only when they are told to. */
  readonly held = new Map<string, Held<ArmReply>>();
  /** The addresses that were called. */
  readonly urls: string[] = [];
  aborted = 0;
  readonly calls: string[] = [];
  running = 0;
  most = 0;

  readonly call = async (arm: string, options: ArmCallOptions): Promise<ArmReply> =>
    arm === 'planner-arm' ? this.#plan(options) : this.#execute(options);

  hold(url: string): Held<ArmReply> {
    const held = new Held<ArmReply>();
    this.held.set(url, held);
    return held;
  }

  #plan({ input, signal }: ArmCallOptions): Promise<ArmReply> {
    this.asked.push(input);
    return orAborted(this.planner.answer, signal);
  }

  async #execute({ input, stepId, signal }: ArmCallOptions): Promise<ArmReply> {
    const { args } = input as Input;
    this.calls.push(stepId);
    this.running++;
    this.most = Math.max(this.most, this.running);
    try {
      const { url } = args;
      if (url !== undefined) this.urls.push(url);
      const held = this.held.get(url ?? '');
      if (held !== undefined) return await orAborted(held.answer, signal);
      await sleep(args.ms ?? 0, undefined, { signal });
    } catch (error) {
      this.aborted++;
      throw error;
    } finally {
      this.running--;
    }
    return args.fail === undefined ? success({ x: args.x }) : failure(args.fail);
  }
}

/** The answer, or the reason of the signal when that is aborted first. */
const orAborted = <Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  Promise.race([
    answer,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);

/** Metrics that add up what counters and gauges are told, by name and outcome. */
const countingMetrics = () => {
  const counts: Record<string, number> = {};
  const add = (name: string, by: number): void => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const counter = ({ name }: { name: string }) => ({
    inc: (labels: { outcome: string }, by = 1) => add(`${name} ${labels.outcome}`, by),
  });
  const gauge = ({ name }: { name: string }) => ({ inc: () => add(name, 1), dec: () => add(name, -1) });
  return { counts, metrics: { counter, gauge } as unknown as Metrics };
};

const start = (tools: readonly object[], more: object = {}, limits = {}) => {
  const arm = new FakeArms();
  const arms = arm as unknown as ArmRegistry;
  const { counts, metrics } = countingMetrics();
  const execution = new ToolExecution(
    arms,
    new StepPermits({
      limiter: new LocalConcurrencyLimiter(),
      maxCalls: 1_000,
      armLimit: () => undefined,
      toolLimits: limits,
      onError: (error) => expect.unreachable(String(error)),
    }),
    new ToolChoice(arms),
    new ActiveQueries(metrics),
    metrics,
    new Shutdown(),
    pino({ level: 'silent' }),
  );
  const request = ExecuteRequest.parse({
    prompt: 'a test',
    tools: tools.map((tool) => ({ tool: 'http_get', args: {}, ...tool })),
    ...more,
  });
  const gone = new AbortController();
  const run = async () => execution.run(await execution.open('acme', execution.check(request), gone.signal));
  return { arm, counts, gone, run };
};

describe('running tools', () => {
  it('in parallel takes as long as the longest, with results in the order of the calls', async () => {
    const { arm, run } = start(
      [600, 300, 60, 480, 120].map((ms, index) => ({ id: `t${index}`, args: { ms } })),
    );
    const response = await run();
    expect(response.results.map(({ id, status }) => [id, status])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [`t${index}`, 'succeeded']),
    );
    expect(arm.most).toBe(5);
    expect(response).toMatchObject({ tools_executed: 5, degraded: false });
    // One after the other they would take 1,560 ms, and nothing would have overlapped.
    expect(response.execution_time_ms).toBeLessThan(1_560);
    expect(response.parallel_efficiency).toBeGreaterThan(0.5);
  });

  it('never has more in flight than max_parallel', async () => {
    const { arm, run } = start(
      Array.from({ length: 9 }, () => ({ args: { ms: 10 } })),
      { max_parallel: 2 },
    );
    await run();
    expect(arm.most).toBe(2);
  });

  it('starts a child when its own parents end, not when a wave ends', async () => {
    const { arm, run } = start([
      { id: 'slow', args: { ms: 600 } },
      { id: 'fast', args: { ms: 10, x: 7 } },
      { id: 'child', args: { ms: 580, x: '{{steps.fast.output.x}}' } },
    ]);
    const response = await run();
    expect(response.results[2]).toMatchObject({ status: 'succeeded', output: { x: 7 } });
    expect(arm.calls).toEqual(['slow', 'fast', 'child']);
    // After the other it would end at 1,180 ms.
    expect(response.execution_time_ms).toBeLessThan(1_180);
  });

  it('skips what waits for a failed tool, and goes on with the rest', async () => {
    const response = await start([
      { id: 'bad', tool: 'shell', args: { fail: { code: 'tool_unavailable', category: 'policy' } } },
      { id: 'child', depends_on: ['bad'] },
      { id: 'grandchild', depends_on: ['child'] },
      { id: 'other' },
    ]).run();
    expect(response.results).toMatchObject([
      { status: 'failed', error: { code: 'tool_unavailable' }, output: null, attempts: 1 },
      { status: 'skipped', error: { code: 'dependency_failed' }, attempts: 0, duration_ms: 0 },
      { status: 'skipped' },
      { status: 'succeeded', error: null },
    ]);
    expect(response).toMatchObject({ tools_executed: 2, degraded: true });
  });

  it('tries a read-only tool again after a failure that may pass, and no other', async () => {
    const fail = { retryable: true };
    const response = await start([{ args: { fail } }, { tool: 'http_post', args: { fail } }]).run();
    expect(response.results.map(({ attempts, status }) => [attempts, status])).toEqual([
      [3, 'failed'],
      [1, 'failed'],
    ]);
  });

  it('cuts a tool off at its own time limit, once', async () => {
    const { arm, run } = start([{ id: 'a', args: { ms: 60_000 }, timeout_ms: 30 }]);
    expect((await run()).results).toMatchObject([
      { status: 'timed_out', error: { code: 'step_timeout', category: 'timeout' }, attempts: 1 },
    ]);
    expect(arm.calls).toHaveLength(1);
    expect(arm.running).toBe(0);
  });

  it('gives back at the deadline what has ended, and aborts the rest', async () => {
    const { arm, run } = start(
      [
        { id: 'done', args: { x: 1 } },
        { id: 'slow', args: { ms: 60_000 } },
        { id: 'after', depends_on: ['slow'] },
      ],
      { timeout_ms: 1_000 },
    );
    const response = await run();
    expect(response.results).toMatchObject([
      { status: 'succeeded', output: { x: 1 } },
      { status: 'timed_out', error: { code: 'deadline_exceeded' }, attempts: 1 },
      { status: 'timed_out', error: { code: 'deadline_exceeded' }, attempts: 0 },
    ]);
    expect(response.degraded).toBe(true);
    expect(response.execution_time_ms).toBeGreaterThanOrEqual(990);
    expect(response.execution_time_ms).toBeLessThan(1_200);
    expect(arm.running).toBe(0);
  });

  it('stops everything when the client goes away, and starts nothing more', async () => {
    const { arm, gone, run } = start(
      Array.from({ length: 5 }, () => ({ args: { ms: 60_000 } })),
      { max_parallel: 2 },
    );
    const running = run();
    await sleep(50);
    gone.abort();
    expect((await running).results.map(({ error }) => error?.code)).toEqual(
      Array.from({ length: 5 }, () => 'aborted'),
    );
    expect(arm.calls).toHaveLength(2);
    expect(arm.running).toBe(0);
  });

  it('makes no difference with enable_speculation when they are named: each waits for its turn', async () => {
    const { arm, counts, run } = start(
      [
        { id: 'first', args: { ms: 30 } },
        { id: 'then', args: { url }, depends_on: ['first'] },
      ],
      { prompt: `Fetch ${url}`, enable_speculation: true },
    );
    expect((await run()).degraded).toBe(false);
    expect(arm.calls).toEqual(['first', 'then']);
    expect(arm.asked).toEqual([]);
    expect(counts).toEqual({ active_queries: 0 });
  });
});

const url = 'http://one.example/a';
const other = 'http://two.example/b';

const step = (id: string, args: object, change: Partial<PlanStep> = {}): PlanStep => ({
  id,
  action: 'execute',
  arm: 'executor-arm',
  input: { tool: 'http_get', args },
  depends_on: [],
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  estimated_seconds: 1,
  timeout_seconds: 10,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
  ...change,
});

const planned = (...steps: PlanStep[]): ArmReply =>
  success({
    plan: { id: newId(), steps, rationale: '', confidence: 1 },
    query_type: 'fetch',
    complexity: 0.1,
  } satisfies PlannerOutput);

describe('tools that are chosen from the prompt', () => {
  it('are those of the plan, with its ids and dependencies; the planner knows the executor alone', async () => {
    const { arm, run } = start([]);
    arm.planner.with(
      planned(
        step('first', { x: 7 }),
        step('then', { x: '{{steps.first.output.x}}' }),
        step('last', {}, { depends_on: ['then'] }),
        step('judge', {}, { arm: 'judge-arm', action: 'validate', depends_on: ['last'] }),
      ),
    );
    const { results } = await run();
    expect(results).toMatchObject([
      { id: 'first', tool: 'http_get', status: 'succeeded' },
      { id: 'then', status: 'succeeded', output: { x: 7 } },
      { id: 'last', status: 'succeeded' },
    ]);
    expect(arm.calls).toEqual(['first', 'then', 'last']);
    expect(arm.asked).toMatchObject([
      { goal: 'a test', arms: [{ arm_id: 'executor-arm', capabilities: ['execute'] }] },
    ]);
  });

  it.each<[string, ArmReply]>([
    ['runs no tools', planned(step('judge', {}, { arm: 'judge-arm' }))],
    ['needs a model', failure({ category: 'model_required' })],
    ['does not work with the executor alone', failure({ category: 'invalid_input' })],
    ['has items', planned(step('each', {}, { for_each: { items: [1] } }))],
    ['has a condition', planned(step('a', {}, { when: { operator: 'exists', value: 'x' } }))],
    ['has a high risk', planned(step('a', {}, { risk: 'high' }))],
    ['names no tool', planned(step('a', {}, { input: { command: 'ls' } }))],
    [
      'waits for what is no tool',
      planned(step('a', {}, { depends_on: ['b'] }), step('b', {}, { arm: 'judge-arm' })),
    ],
  ])('are refused when the plan %s, and the client is told to name them', async (_what, reply) => {
    const { arm, counts, run } = start([]);
    arm.planner.with(reply);
    const refusal: unknown = await run().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnprocessableError);
    expect(refusal).toMatchObject({
      message: expect.stringContaining('Name the tools') as unknown,
      errors: [{ pointer: '/tools' }],
    });
    expect(arm.calls).toEqual([]);
    expect(counts['active_queries']).toBe(0);
  });

  it('are not there while the planner is not', async () => {
    const { arm, run } = start([]);
    arm.planner.with(failure({ category: 'unavailable' }));
    await expect(run()).rejects.toThrow(UnavailableError);
  });

  it('are waited for no longer than the request has time', async () => {
    const { arm, run } = start([], { prompt: `Fetch ${url}`, timeout_ms: 1_000, enable_speculation: true });
    arm.hold(url);
    await expect(run()).rejects.toMatchObject({ code: 'deadline_exceeded', status: 504 });
    expect(arm).toMatchObject({ running: 0, aborted: 1 });
  });

  it('are counted as a query for as long as the client waits', async () => {
    const { arm, counts, run } = start([]);
    const running = run();
    expect(counts['active_queries']).toBe(1);
    arm.planner.with(planned(step('a', {})));
    await running;
    expect(counts['active_queries']).toBe(0);
  });
});

describe('speculation', () => {
  const speculating = (more: object = {}, limits = {}) =>
    start([], { prompt: `Fetch ${url}, please.`, enable_speculation: true, ...more }, limits);

  it('runs a predicted tool while the planner is asked, and once when the plan asks for it', async () => {
    const { arm, counts, run } = speculating();
    const tool = arm.hold(url);
    const running = run();
    await expect.poll(() => [arm.asked.length, arm.running]).toEqual([1, 1]);
    await sleep(100);
    arm.planner.with(planned(step('get', { url, headers: {} })));
    await sleep(10);
    tool.with(success('page'));
    const { results, tools_executed } = await running;
    expect(results).toMatchObject([{ id: 'get', status: 'succeeded', output: 'page', attempts: 1 }]);
    expect(tools_executed).toBe(1);
    expect(results[0]?.duration_ms).toBeGreaterThanOrEqual(95);
    expect(arm.urls).toEqual([url]);
    expect(counts).toMatchObject({ 'tool_speculations_total used': 1 });
    expect(counts).not.toHaveProperty(['tool_speculations_total wasted']);
  });

  it('gives the time the tool took, and not the time the planner took', async () => {
    const { arm, run } = speculating();
    const running = run();
    await expect.poll(() => [arm.urls.length, arm.running]).toEqual([1, 0]);
    await sleep(200);
    arm.planner.with(planned(step('get', { url })));
    const { results, execution_time_ms } = await running;
    expect(execution_time_ms - (results[0]?.duration_ms ?? 0)).toBeGreaterThanOrEqual(190);
  });

  it('aborts and counts what the plan does not ask for, and gives no result of it', async () => {
    const { arm, counts, run } = speculating({ prompt: `Compare ${url} with ${other}.` });
    arm.hold(url);
    const running = run();
    await expect.poll(() => arm.urls.length).toBe(2);
    arm.planner.with(planned(step('get', { url: other })));
    expect((await running).results.map(({ id }) => id)).toEqual(['get']);
    expect(arm).toMatchObject({ aborted: 1, running: 0, urls: [url, other] });
    expect(counts).toMatchObject({
      'tool_speculations_total used': 1,
      'tool_speculations_total wasted': 1,
    });
  });

  it.each<[string, PlanStep[]]>([
    ['has another argument', [step('get', { url, headers: { accept: 'text/plain' } })]],
    [
      'waits for another, whose changes it may be meant to see',
      [step('first', { url: other }), step('get', { url }, { depends_on: ['first'] })],
    ],
  ])('makes a call anew when it %s', async (_what, steps) => {
    const { arm, counts, run } = speculating();
    arm.planner.with(planned(...steps));
    expect((await run()).degraded).toBe(false);
    expect(arm.urls.filter((called) => called === url)).toEqual([url, url]);
    expect(counts).toMatchObject({ 'tool_speculations_total wasted': 1 });
  });

  it('runs no tool of a high risk that a prompt led to: nobody can approve it', async () => {
    const { arm, run } = speculating();
    arm.planner.with(planned(step('post', {}, { input: { tool: 'http_post', args: { url } } })));
    await expect(run()).rejects.toThrow(/has a high risk. Submit a task to have it approved/);
  });

  it('gives one call to one step: a second one that is the same is made', async () => {
    const { arm, run } = speculating();
    arm.planner.with(planned(step('a', { url }), step('b', { url })));
    expect((await run()).tools_executed).toBe(2);
    expect(arm.urls).toEqual([url, url]);
  });

  it('tries a tool again that failed early', async () => {
    const { arm, run } = speculating();
    arm.hold(url).with(failure({ retryable: true }));
    const running = run();
    await expect.poll(() => arm.running).toBe(0);
    arm.held.clear();
    arm.planner.with(planned(step('get', { url })));
    expect((await running).results).toMatchObject([{ status: 'succeeded', attempts: 2 }]);
  });

  it('cuts an early call off at the time limit of its step', async () => {
    const { arm, run } = speculating();
    arm.hold(url);
    arm.planner.with(planned(step('get', { url }, { timeout_seconds: 0.05 })));
    expect((await run()).results).toMatchObject([{ status: 'timed_out', error: { code: 'step_timeout' } }]);
    expect(arm).toMatchObject({ aborted: 1, running: 0 });
  });

  it('needs permits like any other call', async () => {
    const { arm, run } = speculating({ prompt: `${url} ${other}` }, { http_get: 1 });
    const tool = arm.hold(url);
    const running = run();
    await expect.poll(() => arm.running).toBe(1);
    arm.planner.with(planned(step('a', { url }), step('b', { url: other })));
    await sleep(20);
    expect(arm.urls).toEqual([url]);
    tool.with(success('page'));
    expect((await running).degraded).toBe(false);
    expect(arm).toMatchObject({ most: 1, urls: [url, other] });
  });

  it('counts a call that the plan takes once', async () => {
    const { arm, run } = speculating({}, { http_get: 2 });
    const tool = arm.hold(url);
    const running = run();
    await expect.poll(() => arm.running).toBe(1);
    arm.planner.with(planned(step('a', { url }), step('b', { url: other })));
    await expect.poll(() => arm.urls).toEqual([url, other]);
    tool.with(success('page'));
    expect((await running).degraded).toBe(false);
  });

  it('never has more in flight than max_parallel, whatever the order of the plan', async () => {
    const { arm, run } = speculating({ prompt: `${url} ${other} ${url}/c`, max_parallel: 2 });
    const held = [url, other].map((address) => arm.hold(address));
    const running = run();
    await expect.poll(() => arm.running).toBe(2);
    expect(arm.urls).toEqual([url, other]);
    arm.planner.with(
      planned(
        step('new', { ms: 10 }),
        step('c', { url: `${url}/c` }),
        step('a', { url }),
        step('b', { url: other }),
      ),
    );
    await sleep(20);
    for (const one of held) one.with(success('page'));
    const { results } = await running;
    expect(results.map(({ id }) => id)).toEqual(['new', 'c', 'a', 'b']);
    expect(arm.most).toBe(2);
  });

  it('is aborted with everything else when the client goes away, and when no tools are chosen', async () => {
    const left = speculating();
    left.arm.hold(url);
    const leaving = left.run();
    await expect.poll(() => left.arm.running).toBe(1);
    left.gone.abort();
    await expect(leaving).rejects.toThrow(UnavailableError);
    expect(left.arm).toMatchObject({ aborted: 1, running: 0 });

    const refused = speculating();
    refused.arm.hold(url);
    refused.arm.planner.with(failure({ category: 'model_required' }));
    await expect(refused.run()).rejects.toThrow(UnprocessableError);
    expect(refused.arm).toMatchObject({ aborted: 1, running: 0 });
    expect(refused.counts).toMatchObject({ 'tool_speculations_total wasted': 1, active_queries: 0 });
  });

  it('does not happen unless it is asked for', async () => {
    const { arm, counts, run } = speculating({ enable_speculation: false });
    arm.planner.with(planned(step('a', {})));
    await run();
    expect(arm.urls).toEqual([]);
    expect(counts).toEqual({ active_queries: 0 });
  });
});
