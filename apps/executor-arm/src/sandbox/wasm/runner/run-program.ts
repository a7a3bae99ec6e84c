import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { type Job, started } from '../job.ts';
import { hostOf } from './host.ts';

/** Where the service reads what became of the sandbox itself. */
const statusFd = 3;
/** What a program that is ended by a closed pipe ends with, as a shell tells it: 128 + SIGPIPE. */
const brokenPipe = 141;

/**
 * The child process of a run: reads its job, runs it in the interpreter of its language and ends with the exit code of
 * the program, whatever the program left to do.
 */
export const runProgram = async (): Promise<never> => {
  const exit: (code: number) => never = process.exit.bind(process);
  const job = JSON.parse(readFileSync(0, 'utf8')) as Job;
  const host = hostOf(() => exit(brokenPipe));
  const { load } = job.language === 'python' ? await import('./python.ts') : await import('./javascript.ts');
  const run = await load(job, host);
  writeSync(statusFd, started);
  try {
    return exit(run());
  } catch {
    // What Node.js would print of an error names files of the machine, and the program's author reads it.
    host.print(2, 'The interpreter failed.\n');
    return exit(1);
  }
};
