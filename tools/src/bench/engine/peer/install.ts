import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Output, UserError } from '../../../output/index.ts';
import { peerFolder, peerSources } from './folder.ts';

/** Written when an install has succeeded: what was installed. */
const stampFile = join(peerFolder, 'installed.json');

const readOrEmpty = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const runNpm = async (signal: AbortSignal): Promise<void> => {
  const npm = spawn(
    'npm',
    ['install', '--omit=dev', '--legacy-peer-deps', '--no-package-lock', '--no-audit', '--no-fund'],
    { cwd: peerFolder, stdio: ['ignore', 'pipe', 'pipe'], signal },
  );
  const [said, [code]] = await Promise.all([text(npm.stderr), once(npm, 'close'), text(npm.stdout)]);
  if (code !== 0)
    throw new UserError(`The peers could not be installed into ${peerFolder} (exit code ${code}):\n${said}`);
};

/**
 * Puts the scripts of the peers into a folder of their own and installs what they need there, the first time and when
 * their versions change.
 * @throws UserError when npm fails
 */
export const installPeers = async (output: Output, signal: AbortSignal): Promise<void> => {
  await mkdir(peerFolder, { recursive: true });
  await rm(join(peerFolder, 'peers'), { recursive: true, force: true });
  await cp(peerSources, peerFolder, { recursive: true });
  const wanted = await readFile(join(peerSources, 'package.json'), 'utf8');
  if ((await readOrEmpty(stampFile)) === wanted) return;
  output.line(`The peers are installed into ${peerFolder}. This happens once and takes a while.`);
  await runNpm(signal);
  await writeFile(stampFile, wanted);
};
