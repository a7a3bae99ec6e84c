import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverEnvironment } from '../process/guarded-process.ts';
import { isAlive, isServerIn } from '../process/process-info.ts';
import type { DataFolder } from './data-folder.ts';
import { lockFilePath, readLockFile } from './lock-file.ts';

const stopTimeoutSeconds = 60;

/**
 * Deals with what a previous run left in the data folder: a PostgreSQL that still runs, or is just stopping, is
 * stopped and waited for; a lock file whose process id now belongs to a stranger is removed. (A lock file of a dead
 * process is no obstacle to PostgreSQL.)
 */
export async function clearLeftover(
  folder: DataFolder,
  bin: string,
  log: (line: string) => void,
): Promise<void> {
  const pid = (await readLockFile(folder.path))?.pid;
  if (pid === undefined || !isAlive(pid)) return;
  if (await isServerIn(pid, 'postgres', folder.path)) {
    log(`A previous run left PostgreSQL running as process ${pid}: it is stopped first`);
    await stop(folder, bin, pid);
    return;
  }
  const stale = lockFilePath(folder.path);
  log(`${stale} names process ${pid}, which is no PostgreSQL on this folder: the file is removed`);
  await rm(stale, { force: true });
}

async function stop({ path, account }: DataFolder, bin: string, pid: number): Promise<void> {
  const args = ['stop', '-D', path, '-m', 'fast', '-w', '-t', String(stopTimeoutSeconds), '-s'];
  const as = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  try {
    await promisify(execFile)(join(bin, 'pg_ctl'), args, { cwd: '/', env: serverEnvironment(), ...as });
  } catch (error) {
    // It was already stopping, and was gone before pg_ctl looked.
    if (await isServerIn(pid, 'postgres', path)) throw error;
  }
}
