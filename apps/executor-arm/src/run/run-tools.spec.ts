import { CodeArgs, ShellArgs } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { type Ended, type Run, type Sandbox, SandboxStartError } from '../sandbox/sandbox.ts';
import { RunTools, warningsOf } from './run-tools.ts';

const done: Ended = {
  exitCode: 0,
  signal: null,
  stdout: 'out',
  stderr: 'err',
  truncated: false,
  timedOut: false,
  memoryExceeded: false,
  durationMs: 1,
};
const never = { tenantId: 'a', signal: new AbortController().signal };
const code = CodeArgs.parse({ code: 'pass', timeout_seconds: 2 });

const toolsWith = (run: Sandbox['run'], maxRuns = 1) => {
  const sandbox: Sandbox = { name: 'wasm', kinds: new Set(['python']), run };
  return new RunTools({ for: (kind) => (kind === 'python' ? sandbox : undefined) }, maxRuns);
};
const failureOf = async (call: Promise<unknown>): Promise<ArmFailure> => {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (error instanceof ArmFailure) return error;
  throw new TypeError(`It did not fail with an ArmFailure, but with ${String(error)}.`);
};

describe('the tools that run programs', () => {
  it('hand over what is to be run, and say what came of it', async () => {
    const runs: Run[] = [];
    const tools = toolsWith(async (run) => {
      runs.push(run);
      return done;
    });
    const output = await tools.code('python', code, never);
    expect(runs).toEqual([
      { program: { kind: 'python', code: 'pass' }, stdin: '', files: {}, timeoutMs: 2_000 },
    ]);
    expect(output).toMatchObject({ exit_code: 0, stdout: 'out', stderr: 'err', sandbox: 'wasm' });
    expect(warningsOf(output)).toEqual([]);
    const stopped = { ...output, timed_out: true, memory_exceeded: true, truncated: true };
    expect(warningsOf(stopped)).toHaveLength(3);
  });

  it('have the same hash for the same program whatever the order of its files, and another for another', async () => {
    const tools = toolsWith(() => Promise.resolve(done));
    const hash = async (files: Record<string, string>, stdin = '') =>
      (await tools.code('python', { ...code, files, stdin }, never)).command_sha256;
    expect(await hash({ a: '1', b: '2' })).toBe(await hash({ b: '2', a: '1' }));
    expect(new Set([await hash({}), await hash({ a: '1' }), await hash({}, 'x')]).size).toBe(3);
  });

  it('say that there is no sandbox, and who finds out why', async () => {
    const failure = await failureOf(
      toolsWith(() => Promise.resolve(done)).shell(ShellArgs.parse({ command: 'ls' }), never),
    );
    expect(failure.detail).toMatchObject({ code: 'tool_unavailable', category: 'policy' });
    expect(failure.message).toMatch(/no sandbox for it\. An operator .* sandbox:check\.$/);
  });

  it('say that the sandbox did not start, and keep the reason for the log', async () => {
    const cause = new SandboxStartError('bwrap: no');
    const failure = await failureOf(toolsWith(() => Promise.reject(cause)).code('python', code, never));
    expect(failure.detail).toMatchObject({
      code: 'sandbox_failed',
      category: 'unavailable',
      retryable: true,
    });
    expect(failure.message).not.toContain('bwrap');
    expect(failure.cause).toBe(cause);
  });

  describe('when there are more calls than turns', () => {
    const maxRuns = 3;
    const opened = () => {
      const running: string[] = [];
      let most = 0;
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const tools = toolsWith(async ({ program }) => {
        running.push('code' in program ? program.code : '');
        most = Math.max(most, running.length);
        await held;
        running.pop();
        return done;
      }, maxRuns);
      const call = (tenantId: string) =>
        tools.code('python', { ...code, code: tenantId }, { ...never, tenantId });
      const calls = (tenantId: string, count: number) => Array.from({ length: count }, () => call(tenantId));
      return { call, calls, running, release: () => release(), most: () => most };
    };
    const tooMany = { code: 'too_many_runs', category: 'rate_limited', retry_after: 1 };

    it('run only so many at a time, and refuse when four times as many wait', async () => {
      const { call, calls, release, most } = opened();
      const accepted = ['a', 'b', 'c'].flatMap((tenantId) => calls(tenantId, 5));
      expect((await failureOf(call('d'))).detail).toMatchObject(tooMany);
      release();
      await Promise.all(accepted);
      expect(most()).toBe(maxRuns);
    });

    it('leave a turn and half of the places to other tenants, whatever one of them asks for', async () => {
      const { call, calls, running, release } = opened();
      const greedy = calls('a', maxRuns - 1 + 6);
      expect((await failureOf(call('a'))).detail).toMatchObject(tooMany);
      const other = call('b');
      await expect.poll(() => [...running]).toEqual(['a', 'a', 'b']);
      release();
      await Promise.all([...greedy, other]);
      await call('a');
    });
  });
});
