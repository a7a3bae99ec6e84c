import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

export interface ShellOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface CommandResult {
  readonly code: number;
  /** What it wrote, errors included. */
  readonly output: string;
}

const endOfCommand = /^--- the command ended with (\d+)$/;

/** A shell that stays open from command to command, so that they share variables as in a terminal. */
export class Shell {
  readonly #bash: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;

  constructor({ cwd, env }: ShellOptions) {
    this.#bash = spawn('bash', ['--noprofile', '--norc'], { cwd, env });
    this.#lines = createInterface({ input: this.#bash.stdout });
    this.#bash.stdin.write('exec 2>&1; set -o pipefail\n');
  }

  /** Runs one command to its end. @throws Error when it ends the shell */
  run(command: string): Promise<CommandResult> {
    const output: string[] = [];
    return new Promise((resolve, reject) => {
      const closed = (): void => reject(new Error(`The shell ended:\n${output.join('\n')}`));
      const take = (line: string): void => {
        const code = endOfCommand.exec(line)?.[1];
        if (code === undefined) {
          output.push(line);
          return;
        }
        this.#lines.off('line', take).off('close', closed);
        resolve({ code: Number(code), output: output.join('\n').trim() });
      };
      this.#lines.on('line', take).once('close', closed);
      // The output of a command need not end with a line feed.
      this.#bash.stdin.write(
        `{ ${command}\n} </dev/null\nprintf '\\n--- the command ended with %s\\n' "$?"\n`,
      );
    });
  }

  close(): void {
    this.#bash.stdin.end('exit\n');
  }
}
