import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { Limits } from '../limits.ts';
import { type Ended, type Run, type RunKind, type Sandbox, SandboxStartError } from '../sandbox.ts';
import { supervise } from '../supervise.ts';
import { bwrapArguments, type Surroundings } from './arguments.ts';
import { holdsTooManyFiles } from './folders-in-memory.ts';
import { commandLine } from './runtimes.ts';

/** Who a run is when the service is root. */
const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Whether the service is root of the machine, for whom limits of processes do not hold. Root of a user namespace, as
 * in a rootless container, is an ordinary user outside (user_namespaces(7)).
 */
const isMachineRoot = (): boolean =>
  process.getuid?.() === 0 && /^\s*0\s+0\s/.test(readFileSync('/proc/self/uid_map', 'utf8'));

export interface BubblewrapOptions extends Surroundings {
  /** The path of bwrap. */
  readonly bwrap: string;
  /** The path of Python below /usr. */
  readonly python: string;
  readonly seccomp: Buffer;
  readonly kinds: ReadonlySet<RunKind>;
  readonly limits: Limits;
}

const signalNames = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** bwrap tells a signal as shells do: 128 and its number. */
const signalOf = (exitCode: number): string | null => signalNames.get(exitCode - 128) ?? null;

/** The exit code of the program; undefined when it did not run to an end. */
const exitCodeOf = (status: string): number | undefined => {
  const text = /"exit-code": (\d+)/.exec(status)?.[1];
  return text === undefined ? undefined : Number(text);
};

/** Runs programs of the machine behind namespaces, a seccomp filter and limits, set up by bubblewrap. */
export class BubblewrapSandbox implements Sandbox {
  readonly name = 'bubblewrap';
  readonly kinds: ReadonlySet<RunKind>;
  readonly #options: BubblewrapOptions;

  constructor(options: BubblewrapOptions) {
    this.#options = options;
    this.kinds = options.kinds;
  }

  async run({ program, stdin, files, timeoutMs }: Run, signal: AbortSignal): Promise<Ended> {
    const { bwrap, limits, python, seccomp } = this.#options;
    const line = commandLine(program, python, limits);
    const contents = { ...files, ...line.files };
    const cpuSeconds = Math.ceil(timeoutMs / 1_000) + 1;
    const { status, ...ended } = await supervise(
      {
        command: bwrap,
        args: bwrapArguments(this.#options, line, Object.keys(contents), limits, cpuSeconds),
        env: {},
        identity: isMachineRoot() ? nobody : undefined,
        stdin,
        feeds: [seccomp, ...Object.values(contents)],
      },
      {
        timeoutMs,
        memoryBytes: limits.memoryBytes,
        outputBytes: limits.outputBytes,
        holdsTooMuch: (pid) => holdsTooManyFiles(pid, limits.workspaceBytes),
      },
      signal,
    );
    if (ended.timedOut || ended.memoryExceeded) return { ...ended, exitCode: null, signal: 'SIGKILL' };
    const exitCode = exitCodeOf(status);
    if (exitCode !== undefined) return { ...ended, exitCode, signal: signalOf(exitCode) };
    throw new SandboxStartError(
      ended.stderr.trim() || `bubblewrap ended with ${ended.exitCode ?? ended.signal}.`,
    );
  }
}
