import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { UserError } from '../output/index.ts';

const readyLine = /^OctoLLM is ready/;

/** A stack that was started the way a person does it. */
export interface StartedStack {
  /** Milliseconds from the command to ready. */
  readonly readyAfterMs: number;
  stop(): Promise<void>;
}

const untilReady = async (npm: ChildProcess): Promise<void> => {
  const said: string[] = [];
  if (npm.stdout === null) throw new Error('npm start has no standard output.');
  for await (const line of createInterface({ input: npm.stdout })) {
    if (readyLine.test(line)) return;
    said.push(line);
  }
  throw new UserError(`npm start ended before the stack was ready:\n${said.join('\n')}`);
};

/**
 * Runs `npm start` until the stack is ready.
 * @throws UserError when it ends first; what it said on standard error has been shown
 */
export const startByNpm = async (root: string): Promise<StartedStack> => {
  const began = performance.now();
  const npm = spawn('npm', ['start'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(npm, 'close');
  await untilReady(npm);
  const readyAfterMs = performance.now() - began;
  npm.stdout.resume();
  return {
    readyAfterMs,
    stop: async () => {
      npm.kill('SIGTERM');
      await closed;
    },
  };
};
