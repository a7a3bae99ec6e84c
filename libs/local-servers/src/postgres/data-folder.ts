import { createHash } from 'node:crypto';
import { access, chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ServerUnavailableError } from '../errors.ts';
import { type Account, accountFor, isRoot } from '../process/account.ts';
import { errorCode } from '../process/error-code.ts';
import { firstBlocked, foldersDownTo } from '../process/traversal.ts';

/** A folder that everybody can pass through, for root whose own folders nobody else can. */
const reachableRoot = '/var/lib/octollm';

/** Where PostgreSQL keeps its data, and as whom it runs. */
export interface DataFolder {
  /** The real path, free of symbolic links. */
  readonly path: string;
  /** The account to run as; undefined when that is our own. */
  readonly account: Account | undefined;
}

/**
 * Decides where the data folder is and as whom PostgreSQL runs. When we are root and its account cannot reach the
 * wanted folder, the data go to a folder it can reach, always the same for the same wanted folder. Makes the parents,
 * not the folder.
 *
 * @throws ServerUnavailableError when the folder belongs to another user, or holds data that its owner cannot reach.
 */
export async function locateDataFolder(wanted: string, log: (line: string) => void): Promise<DataFolder> {
  const path = resolve(wanted);
  await mkdir(dirname(path), { recursive: true });
  return isRoot() ? locateAsRoot(path, log) : locateAsSelf(path);
}

/** Makes the data folder unless it exists, mode 700, owned by the account. */
export async function makeDataFolder({ path, account }: DataFolder): Promise<void> {
  await mkdir(path, { recursive: true });
  if (account !== undefined) await chown(path, account.uid, account.gid);
  await chmod(path, 0o700);
}

/** True when the folder holds an initialised database cluster. */
export function holdsCluster(folder: string): Promise<boolean> {
  return access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** A name that stays the same over restarts and is easy to find again: `data-1f8e09a3c2d4`. */
export function folderNameFor(wanted: string): string {
  return `${basename(wanted)}-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
}

async function locateAsSelf(path: string): Promise<DataFolder> {
  const existing = await stat(path).catch(() => undefined);
  if (existing !== undefined && existing.uid !== process.getuid?.()) {
    throw new ServerUnavailableError(
      `${path} belongs to user ${existing.uid}, and PostgreSQL runs only on data of its own user. Run as that user, ` +
        'or choose another folder.',
    );
  }
  return { path: await realPathOf(path), account: undefined };
}

async function locateAsRoot(wanted: string, log: (line: string) => void): Promise<DataFolder> {
  const path = await realPathOf(wanted);
  const account = await accountFor(path);
  const blocked = firstBlocked(await foldersDownTo(dirname(path)), account);
  if (blocked === undefined) return { path, account };

  if (await holdsCluster(path)) {
    throw new ServerUnavailableError(
      `${path} holds a database, and ${account.name}, whom it belongs to, may not pass through ${blocked.path}. ` +
        `Allow it with chmod o+x ${blocked.path}, or choose another data folder.`,
    );
  }
  const reachable = join(await makeReachableRoot(), folderNameFor(path));
  log(
    `PostgreSQL runs as ${account.name}, who may not pass through ${blocked.path}: its data are in ${reachable}`,
  );
  return { path: reachable, account: await accountFor(reachable) };
}

/** Makes the folder for what cannot stay below root's own folders, and returns it. */
export async function makeReachableRoot(): Promise<string> {
  await mkdir(reachableRoot, { recursive: true });
  await chmod(reachableRoot, 0o755);
  return reachableRoot;
}

/** The path free of symbolic links; its last part need not exist. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return join(await realpath(dirname(path)), basename(path));
  }
}
