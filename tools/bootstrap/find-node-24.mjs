import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const neededMajor = 24;

const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);

/** The Node 24 that comes as a package on Linux. It is tried, because a package may be there and not run (musl). */
const carried = () => {
  const path = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(path)) return undefined;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return majorOf(stdout ?? '') >= neededMajor ? path : undefined;
};

/**
 * The Node that runs the project: the one it carries, else the host's when that is new enough.
 * @returns {string | undefined} the path of the program, or undefined when there is none
 */
export const findNode24 = () =>
  carried() ?? (majorOf(process.version) >= neededMajor ? process.execPath : undefined);
