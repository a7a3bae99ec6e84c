import type { Limits } from '../limits.ts';
import type { Program } from '../sandbox.ts';

/** Where things are inside the sandbox. */
export const places = {
  workspace: '/workspace',
  node: '/opt/node',
  code: { python: 'main.py', javascript: 'main.js' },
};

/** Threads that Node.js cannot do without. */
const nodeThreads = 8;
/** Address space that V8 maps for machine code, writable as a whole, used or not. */
const nodeCodeBytes = 640 * 1_048_576;

/** A command line, and what its limits are beyond those of every run. */
export interface CommandLine {
  readonly command: readonly string[];
  /** Files that the command needs, by path relative to the workspace. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of prlimit(1). */
  readonly limits: readonly string[];
}

const ofNode = (code: string, { memoryBytes, processes }: Limits): CommandLine => ({
  command: [
    places.node,
    '--v8-pool-size=1',
    `--max-old-space-size=${Math.max(Math.floor((memoryBytes * 0.75) / 1_048_576), 16)}`,
    places.code.javascript,
  ],
  files: { [places.code.javascript]: code },
  env: { UV_THREADPOOL_SIZE: '1' },
  // V8 reserves far more addresses than it uses, so that only what is writable can be limited.
  limits: [`--nproc=${processes + nodeThreads}`, `--data=${memoryBytes + nodeCodeBytes}`],
});

const plain = (
  command: readonly string[],
  { memoryBytes, processes }: Limits,
  more: Partial<CommandLine> = {},
): CommandLine => ({
  command,
  files: {},
  env: {},
  ...more,
  limits: [`--nproc=${processes}`, `--as=${memoryBytes}`],
});

/** How a program is called inside the sandbox. */
export const commandLine = (program: Program, python: string, limits: Limits): CommandLine => {
  switch (program.kind) {
    case 'shell':
      return plain([program.program, ...program.args], limits, { env: program.env ?? {} });
    case 'python':
      // Isolated: neither the environment nor the user's packages change what runs; modules beside the code do count.
      return plain([python, '-s', '-E', '-B', places.code.python], limits, {
        files: { [places.code.python]: program.code },
      });
    case 'javascript':
      return ofNode(program.code, limits);
  }
};
