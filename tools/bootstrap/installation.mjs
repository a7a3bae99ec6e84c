import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What npm writes about the packages it has installed, last of all: an install that was cut short lacks it. */
const installedLock = join('node_modules', '.package-lock.json');
/** The hash of the package-lock.json that node_modules was last seen to agree with. */
const stamp = join('node_modules', '.octollm-lock');

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const hashOf = (text) => createHash('sha256').update(text).digest('hex');

const isSame = (wanted, installed) =>
  wanted.version === installed.version &&
  wanted.integrity === installed.integrity &&
  wanted.link === installed.link &&
  (wanted.link !== true || wanted.resolved === installed.resolved);

/**
 * The first package that is not installed as the lock file says, or undefined. Optional packages may be missing:
 * they are for other platforms.
 * @param {string} wantedText package-lock.json
 * @param {string} installedText node_modules/.package-lock.json
 * @returns {string | undefined}
 */
export const firstMismatch = (wantedText, installedText) => {
  const installed = JSON.parse(installedText).packages ?? {};
  for (const [path, entry] of Object.entries(JSON.parse(wantedText).packages)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined ? entry.optional !== true : !isSame(entry, found)) return path;
  }
  return undefined;
};

/**
 * Whether node_modules holds what package-lock.json asks for: because it did when it was last looked at and the lock
 * file is still the same, or because npm's own record agrees (an install made by hand).
 * @param {string} root
 * @returns {boolean}
 */
export const isInstalled = (root) => {
  const wanted = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const installed = read(join(root, installedLock));
  if (installed === undefined) return false;
  if (read(join(root, stamp)) === hashOf(wanted)) return true;
  if (firstMismatch(wanted, installed) !== undefined) return false;
  markInstalled(root);
  return true;
};

/**
 * Remembers that node_modules agrees with package-lock.json.
 * @param {string} root
 */
export const markInstalled = (root) => {
  try {
    writeFileSync(join(root, stamp), hashOf(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  } catch (error) {
    // The packages may belong to another user. Without the stamp the next start compares again, and is right too.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
};
