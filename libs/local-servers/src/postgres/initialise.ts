import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServerStartError, ServerUnavailableError } from '../errors.ts';
import { serverEnvironment } from '../process/guarded-process.ts';
import { initdbArguments } from './arguments.ts';
import { type DataFolder, holdsCluster, makeDataFolder } from './data-folder.ts';

/** initdb takes under a second; a loaded machine may need more. */
const initdbTimeoutMs = 120_000;
const stagingPrefix = '.initialising-';

/**
 * Makes a database cluster in the data folder unless it holds one. The work is done in a sub-folder whose contents
 * then move up, PG_VERSION last, so a crash in between is seen at the next start, which begins anew.
 *
 * @throws ServerUnavailableError when the folder holds something else.
 * @throws ServerStartError when initdb fails.
 */
export async function initialise(
  folder: DataFolder,
  bin: string,
  options: { user: string; password: string; durable: boolean },
): Promise<void> {
  await makeDataFolder(folder);
  if (await holdsCluster(folder.path)) return;
  await clearUnfinished(folder.path);
  const staging = await mkdtemp(join(folder.path, stagingPrefix));
  const dataDir = join(staging, 'data');
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (folder.account !== undefined) {
    for (const path of [staging, passwordFile]) await chown(path, folder.account.uid, folder.account.gid);
  }
  await runInitdb(
    folder,
    bin,
    initdbArguments({ ...options, dataDir, passwordFile, platform: process.platform }),
  );
  await rm(passwordFile);
  await moveUp(dataDir, folder.path);
  await rm(staging, { recursive: true });
}

async function clearUnfinished(path: string): Promise<void> {
  const entries = await readdir(path);
  if (entries.length === 0) return;
  if (!entries.some((entry) => entry.startsWith(stagingPrefix))) {
    throw new ServerUnavailableError(
      `${path} is not empty and holds no PostgreSQL database. Choose another folder, or empty this one.`,
    );
  }
  for (const entry of entries) await rm(join(path, entry), { recursive: true });
}

async function runInitdb(folder: DataFolder, bin: string, args: readonly string[]): Promise<void> {
  const { account } = folder;
  try {
    await promisify(execFile)(join(bin, 'initdb'), args, {
      cwd: '/',
      env: serverEnvironment(),
      timeout: initdbTimeoutMs,
      ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    });
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new ServerStartError(
      `initdb could not make a database in ${folder.path}.`,
      stderr.trim().split('\n').slice(-20),
    );
  }
}

async function moveUp(from: string, to: string): Promise<void> {
  const entries = (await readdir(from)).filter((entry) => entry !== 'PG_VERSION');
  for (const entry of [...entries, 'PG_VERSION']) await rename(join(from, entry), join(to, entry));
}
