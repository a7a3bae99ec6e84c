import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../process/error-code.ts';

const windowMs = 60_000;

/** Shared by all processes of this user: tests choose their ports in many of them at once. */
const sharedFolder = join(tmpdir(), `octollm-ports-${userInfo().uid}`);

/**
 * Claims a port for at least a minute, and two at most: long enough to start what is to listen on it. A claim is a
 * file named after the port and the minute, created exclusively, so two processes cannot both have it and an old one
 * needs no taking over.
 *
 * @returns false when somebody has claimed it.
 */
export const claimPort = (port: number, now = Date.now(), folder = sharedFolder): boolean => {
  const window = Math.floor(now / windowMs);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, `${port}.${window}`), '', { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  forgetClaimsBefore(folder, window - 1);
  // Of two who claim it as one minute ends and the next begins, at least one sees the other.
  return ![window - 1, window + 1].some((other) => existsSync(join(folder, `${port}.${other}`)));
};

const forgetClaimsBefore = (folder: string, window: number): void => {
  for (const name of readdirSync(folder)) {
    if (Number(name.split('.')[1]) < window) rmSync(join(folder, name), { force: true });
  }
};
