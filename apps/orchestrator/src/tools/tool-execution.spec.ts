import { setTimeout as sleep } from 'node:timers/promises';
import { type ArmError, ExecuteRequest, newId, noUsage, UnprocessableError } from '@octollm/contracts';
import { LocalConcurrencyLimiter } from '@octollm/resilience';
import { Shutdown } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ArmCallOptions, ArmReply } from '../arms/arm-client.ts';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { StepPermits } from '../arms/step-permits.ts';
import { ToolExecution } from './tool-execution.ts';

type Input = {
  readonly args: { readonly ms?: number; readonly fail?: Partial<ArmError>; readonly x?: unknown };
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

/** An executor that waits `ms`, fails as told, and otherwise gives its arguments back. */
class FakeExecutor {
  readonly calls: string[] = [];
  running = 0;
  most = 0;

  readonly call = async (_arm: string, options: ArmCallOptions): Promise<ArmReply> => {
    const { args } = options.input as Input;
    this.calls.push(options.stepId);
    this.running++;
    this.most = Math.max(this.most, this.running);
    try {
      await sleep(args.ms ?? 0, undefined, { signal: options.signal });
    } finally {
      this.running--;
    }
    if (args.fail === undefined)
      return {
        success: true,
        output: { x: args.x },
        error: null,
        confidence: 1,
        usage: noUsage,
        provenance,
        warnings: [],
      };
    const error: ArmError = {
      code: 'broken',
      category: 'unavailable',
      message: 'It broke.',
      retryable: false,
      retry_after: null,
      ...args.fail,
    };
    return { success: false, error, usage: noUsage, provenance: null };
  };
}

const start = (tools: readonly object[], more: object = {}) => {
  const arm = new FakeExecutor();
  const execution = new ToolExecution(
    arm as unknown as ArmRegistry,
    new StepPermits({
      limiter: new LocalConcurrencyLimiter(),
      maxCalls: 1_000,
      armLimit: () => undefined,
      toolLimits: {},
      onError: (error) => expect.unreachable(String(error)),
    }),
    new Shutdown(),
    pino({ level: 'silent' }),
  );
  const request = ExecuteRequest.parse({
    prompt: 'a test',
    tools: tools.map((tool) => ({ tool: 'http_get', args: {}, ...tool })),
    ...more,
  });
  const gone = new AbortController();
  const run = async () => execution.run('acme', execution.prepare(request), gone.signal);
  return { arm, gone, run };
};

describe('running tools', () => {
  it('in parallel takes as long as the longest, with results in the order of the calls', async () => {
    const { arm, run } = start([100, 50, 10, 80, 20].map((ms, index) => ({ id: `t${index}`, args: { ms } })));
    const response = await run();
    expect(response.results.map(({ id, status }) => [id, status])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [`t${index}`, 'succeeded']),
    );
    expect(arm.most).toBe(5);
    expect(response).toMatchObject({ tools_executed: 5, degraded: false });
    expect(response.execution_time_ms).toBeLessThan(200);
    expect(response.parallel_efficiency).toBeGreaterThan(0.9);
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
      { id: 'slow', args: { ms: 150 } },
      { id: 'fast', args: { ms: 10, x: 7 } },
      { id: 'child', args: { ms: 10, x: '{{steps.fast.output.x}}' } },
    ]);
    const response = await run();
    expect(response.results[2]).toMatchObject({ status: 'succeeded', output: { x: 7 } });
    expect(arm.calls).toEqual(['slow', 'fast', 'child']);
    expect(response.execution_time_ms).toBeLessThan(250);
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
    const response = await start([{ args: { fail } }, { tool: 'shell', args: { fail } }]).run();
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

  it.each([
    [[{}], { enable_speculation: true }],
    [[], {}],
  ])('is refused for what is not available: %j %j', async (tools, more) => {
    await expect(start(tools, more).run()).rejects.toThrow(UnprocessableError);
  });
});
