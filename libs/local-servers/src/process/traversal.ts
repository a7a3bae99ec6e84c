import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/** A folder and who may pass through it. */
export interface FolderAccess {
  readonly path: string;
  /** Permission bits as in stat(2). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** The first folder that the account may not pass through; undefined when none is in its way. */
export function firstBlocked(
  folders: readonly FolderAccess[],
  account: Pick<Account, 'uid' | 'gid'>,
): FolderAccess | undefined {
  return folders.find((folder) => !mayTraverse(folder, account));
}

/** A folder and all its parents, the root first. The path must exist and be free of symbolic links. */
export async function foldersDownTo(path: string): Promise<FolderAccess[]> {
  const parent = dirname(path);
  const above = parent === path ? [] : await foldersDownTo(parent);
  const { mode, uid, gid } = await stat(path);
  return [...above, { path, mode, uid, gid }];
}

/** The kernel looks at one class only: an owner without the bit is refused even where others have it. */
function mayTraverse({ mode, uid, gid }: FolderAccess, account: Pick<Account, 'uid' | 'gid'>): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
