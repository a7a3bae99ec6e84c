import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../process/error-code.ts';

/** What postmaster.pid tells about the PostgreSQL that holds a data folder. */
export interface LockFile {
  readonly pid: number;
  /** True once it accepts connections, be it only for reading. */
  readonly ready: boolean;
}

/** Where PostgreSQL writes it. */
export function lockFilePath(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}

/** Reads the lock file of a data folder; undefined when there is none. */
export async function readLockFile(dataDir: string): Promise<LockFile | undefined> {
  try {
    return parseLockFile(await readFile(lockFilePath(dataDir), 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The first line is the process id, negative in single-user mode; the eighth is the state, by which pg_ctl waits too. */
export function parseLockFile(text: string): LockFile | undefined {
  const lines = text.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (Number.isNaN(pid) || pid === 0) return undefined;
  return { pid, ready: ['ready', 'standby'].includes(lines[7]?.trim() ?? '') };
}
