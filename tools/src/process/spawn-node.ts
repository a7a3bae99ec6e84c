import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('parent-guard.mjs', import.meta.url));

export interface NodeCommand {
  /** The path of a JavaScript or TypeScript file. */
  readonly script: string;
  readonly args?: readonly string[];
  /** Flags for Node itself. */
  readonly nodeFlags?: readonly string[];
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin?: 'ignore' | 'pipe';
}

/**
 * Starts a Node process that ends with this one. It is in a process group of its own: a Ctrl-C in the terminal
 * reaches only us, and the order of stopping is ours.
 */
export const spawnNode = ({
  script,
  args = [],
  nodeFlags = [],
  env,
  cwd,
  stdin = 'ignore',
}: NodeCommand): ChildProcess =>
  spawn(process.execPath, [...nodeFlags, '--import', guard, script, ...args], {
    cwd,
    env,
    detached: true,
    stdio: [stdin, 'pipe', 'pipe', 'ipc'],
  });

/** Sends a signal to a process of `spawnNode` and to everything that it has started; nothing when all have ended. */
export const signalGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
