import { execFile } from 'node:child_process';
import { access, cp, mkdtemp, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '../process/account.ts';
import { errorCode } from '../process/error-code.ts';
import { firstBlocked, foldersDownTo } from '../process/traversal.ts';
import type { PostgresBinaries } from './binaries.ts';
import { makeReachableRoot } from './data-folder.ts';

/**
 * The folder with PostgreSQL's programs where the account can run them: the one npm made, or, when the account may
 * not pass through one of its parents, a copy made once per version (60 MB).
 */
export async function reachableBin(
  { home, label }: PostgresBinaries,
  account: Account | undefined,
  log: (line: string) => void,
): Promise<string> {
  const bin = await realpath(join(home, 'bin'));
  if (account === undefined || firstBlocked(await foldersDownTo(bin), account) === undefined) return bin;
  const copy = join(await makeReachableRoot(), `postgres-${label}`);
  if (!(await exists(copy))) {
    log(`${account.name} cannot reach ${home}: PostgreSQL's programs are copied to ${copy}`);
    await copyTo(copy, home);
  }
  return join(copy, 'bin');
}

/** Copies beside the target and renames, so that two processes at once or a crash leave a whole copy or none. */
async function copyTo(target: string, home: string): Promise<void> {
  const staging = await mkdtemp(join(dirname(target), '.copy-'));
  try {
    await cp(home, staging, { recursive: true, verbatimSymlinks: true });
    await promisify(execFile)('chmod', ['-R', 'a+rX,go-w', staging]);
    await rename(staging, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
