import type { Limits } from '../limits.ts';
import { type Ended, type Run, type RunKind, type Sandbox, SandboxStartError } from '../sandbox.ts';
import { supervise } from '../supervise.ts';
import type { Installation } from './installation.ts';
import { type Job, started } from './job.ts';

/** What Node.js and an interpreter hold before the first line of a program runs. */
export const interpreterBytes = 256 * 1_048_576;

export interface WasmOptions {
  /** The Node.js that runs the interpreters. */
  readonly node: string;
  readonly installation: Installation;
  /** A command that becomes the child process; empty for none. */
  readonly launcher: readonly string[];
  readonly limits: Limits;
}

/**
 * The flags of the child process, its second wall: it may read the interpreters and nothing else, and can neither
 * write nor start processes, threads and add-ons; no text becomes code.
 */
const flags = ({ readable }: Installation, { memoryBytes }: Limits): string[] => [
  '--permission',
  ...readable.map((folder) => `--allow-fs-read=${folder}`),
  '--disallow-code-generation-from-strings',
  '--disable-proto=throw',
  '--no-addons',
  '--experimental-vm-modules',
  '--no-warnings',
  `--max-old-space-size=${Math.ceil(memoryBytes / 1_048_576)}`,
];

/** Whether Node.js ended itself, as without memory. What it then prints names files of the machine. */
const crashed = ({ signal, timedOut, memoryExceeded }: Ended): boolean =>
  signal !== null && !timedOut && !memoryExceeded;

/** Runs Python and JavaScript in WebAssembly interpreters, each run in a child process of its own. */
export class WasmSandbox implements Sandbox {
  readonly name = 'wasm';
  readonly kinds: ReadonlySet<RunKind> = new Set(['python', 'javascript']);
  readonly #options: WasmOptions;

  constructor(options: WasmOptions) {
    this.#options = options;
  }

  /** @throws SandboxStartError also for a program of the allow-list: this sandbox has no programs */
  async run({ program, stdin, files, timeoutMs }: Run, signal: AbortSignal): Promise<Ended> {
    if (program.kind === 'shell') throw new SandboxStartError('The wasm sandbox has no programs to run.');
    const { node, installation, launcher, limits } = this.#options;
    const [command, ...args] = [...launcher, node, ...flags(installation, limits), installation.runner];
    const { memoryBytes, outputBytes } = limits;
    const job: Job = { language: program.kind, code: program.code, stdin, files, memoryBytes };
    const { status, ...ended } = await supervise(
      {
        command,
        args,
        env: {},
        stdin: JSON.stringify(job),
        feeds: [],
      },
      { timeoutMs, outputBytes, memoryBytes: memoryBytes + interpreterBytes },
      signal,
    );
    if (status !== started && !ended.timedOut && !ended.memoryExceeded)
      throw new SandboxStartError(ended.stderr.trim() || `The interpreter ended with ${ended.exitCode}.`);
    return crashed(ended) ? { ...ended, stderr: 'The interpreter crashed.\n' } : ended;
  }
}
