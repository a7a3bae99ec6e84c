import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Output, UserError } from '../output/index.ts';

/** Where packages that the product is measured beside come from and go to. */
export interface PeerPlace {
  /** The folder of the repository with their `package.json` and scripts. */
  readonly sources: string;
  /** Where they are put to run: never a part of the product's install. */
  readonly folder: string;
}

const readOrEmpty = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const runNpm = async (folder: string, signal: AbortSignal): Promise<void> => {
  const npm = spawn(
    'npm',
    ['install', '--omit=dev', '--legacy-peer-deps', '--no-package-lock', '--no-audit', '--no-fund'],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], signal },
  );
  const [said, [code]] = await Promise.all([text(npm.stderr), once(npm, 'close'), text(npm.stdout)]);
  if (code !== 0)
    throw new UserError(`The peers could not be installed into ${folder} (exit code ${code}):\n${said}`);
};

/**
 * Puts the scripts of the peers into a folder of their own and installs what they need there, the first time and when
 * their versions change.
 * @throws UserError when npm fails
 */
export const installPeers = async (
  { sources, folder }: PeerPlace,
  output: Output,
  signal: AbortSignal,
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await rm(join(folder, 'peers'), { recursive: true, force: true });
  await cp(sources, folder, { recursive: true });
  const wanted = await readFile(join(sources, 'package.json'), 'utf8');
  // Written when an install has succeeded: what was installed.
  const stamp = join(folder, 'installed.json');
  if ((await readOrEmpty(stamp)) === wanted) return;
  output.line(`Peers are installed into ${folder}. This happens once and takes a while.`);
  await runNpm(folder, signal);
  await writeFile(stamp, wanted);
};
