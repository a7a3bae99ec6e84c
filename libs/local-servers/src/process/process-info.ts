import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from './error-code.ts';

/** True when a process with this id exists, whoever owns it; also when it has ended and nobody has reaped it yet. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The command line of a process, arguments separated by spaces; undefined when it cannot be told. */
export async function commandOf(pid: number): Promise<string | undefined> {
  try {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => commandFromPs(pid));
    const command = raw.replaceAll('\0', ' ').trim();
    return command === '' ? undefined : command;
  } catch {
    return undefined;
  }
}

/**
 * True when the process is `program` working in `folder`. Servers change into their data folder, so the working
 * folder tells them apart from a stranger that was given the same process id; where it cannot be read, the command
 * line must name both.
 */
export async function isServerIn(pid: number, program: string, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandOf(pid);
  if (command === undefined || !basename(command.split(' ')[0] ?? '').includes(program)) return false;
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return workingFolder === undefined ? command.includes(folder) : workingFolder === folder;
}

/** Where there is no /proc, as on macOS. */
async function commandFromPs(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
  return stdout;
}
