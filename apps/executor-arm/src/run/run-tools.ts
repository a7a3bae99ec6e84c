import type { CodeArgs, RunOutput, ShellArgs } from '@octollm/contracts';
import { BulkheadFullError } from '@octollm/resilience';
import { type ArmCall, ArmFailure } from '@octollm/service-kit';
import { refused } from '../failures.ts';
import { type Ended, type Program, type Run, SandboxStartError } from '../sandbox/sandbox.ts';
import type { Sandboxes } from '../sandbox/sandboxes.ts';
import { shellProgram } from '../shell/shell-program.ts';
import { commandHash, outputHash } from './hashes.ts';
import { TenantTurns } from './tenant-turns.ts';

type RunArgs = Pick<CodeArgs, 'stdin' | 'files' | 'timeout_seconds'>;
/** For whom a program is run, and until when. */
type Caller = Pick<ArmCall, 'tenantId' | 'signal'>;

/** What the caller should know of a run that did not simply end. */
export const warningsOf = (output: RunOutput): string[] => [
  ...(output.timed_out ? ['The run was stopped because it took too long.'] : []),
  ...(output.memory_exceeded ? ['The run was stopped because it used too much memory.'] : []),
  ...(output.truncated ? ['The output was longer than the limit and was cut.'] : []),
];

/** The tools that run programs: a few at a time, because each may use much memory. */
export class RunTools {
  readonly #sandboxes: Pick<Sandboxes, 'for'>;
  readonly #turns: TenantTurns;

  constructor(sandboxes: Pick<Sandboxes, 'for'>, maxRuns: number) {
    this.#sandboxes = sandboxes;
    this.#turns = new TenantTurns(maxRuns);
  }

  /**
   * Runs a program of the allow-list.
   * @throws ArmFailure: policy for what may not be run or when there is no sandbox, unavailable when the sandbox does
   * not start, rate_limited when too many wait already; the reason of the signal when that is aborted
   */
  async shell(args: ShellArgs, caller: Caller): Promise<RunOutput> {
    return this.#run(shellProgram(args), args, caller);
  }

  /** Runs code. @throws ArmFailure as {@link shell} does */
  async code(kind: 'python' | 'javascript', args: CodeArgs, caller: Caller): Promise<RunOutput> {
    return this.#run({ kind, code: args.code }, args, caller);
  }

  async #run(program: Program, args: RunArgs, { tenantId, signal }: Caller): Promise<RunOutput> {
    const sandbox = this.#sandboxes.for(program.kind);
    // The reason names paths and settings of the machine: it is for the log and for sandbox:check.
    if (sandbox === undefined)
      throw refused(
        'tool_unavailable',
        `The tool ${program.kind} is not available: this executor has no sandbox for it. An operator finds the reason with npm run sandbox:check.`,
      );
    const { stdin, files, timeout_seconds } = args;
    const run: Run = { program, stdin, files, timeoutMs: timeout_seconds * 1_000 };
    return outputOf(
      run,
      await this.#turns.run(tenantId, () => sandbox.run(run, signal), signal).catch(asFailure),
      sandbox.name,
    );
  }
}

/** @throws ArmFailure for what a caller can do something about; otherwise what was thrown */
const asFailure = (error: unknown): never => {
  if (error instanceof BulkheadFullError)
    throw new ArmFailure(
      'too_many_runs',
      'rate_limited',
      'Too many programs wait to be run. Try again later.',
      {
        retryAfter: 1,
      },
    );
  if (error instanceof SandboxStartError)
    throw new ArmFailure(
      'sandbox_failed',
      'unavailable',
      'The sandbox did not start. An operator finds the reason with npm run sandbox:check.',
      { cause: error },
    );
  throw error;
};

const outputOf = (run: Run, result: Ended, sandbox: RunOutput['sandbox']): RunOutput => ({
  exit_code: result.exitCode,
  signal: result.signal,
  stdout: result.stdout,
  stderr: result.stderr,
  truncated: result.truncated,
  timed_out: result.timedOut,
  memory_exceeded: result.memoryExceeded,
  duration_ms: result.durationMs,
  sandbox,
  command_sha256: commandHash(run),
  output_sha256: outputHash(result),
});
