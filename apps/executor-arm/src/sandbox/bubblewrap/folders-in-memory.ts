import { statfsSync } from 'node:fs';
import { processTree } from '../process-tree.ts';
import { places } from './runtimes.ts';

/** TMPFS_MAGIC, linux/magic.h. */
const tmpfs = 0x01021994;

/** Each inode holds about a KiB of the kernel's memory, which no size of a folder counts. */
const maxInodes = 20_000;

/** The folders of a run that are held in memory. */
export const foldersInMemory = [places.workspace, '/tmp'];

/** How many inodes are used at a path, if that is a folder in memory of this size and may be looked at. */
const inodesAt = (path: string, bytes: number): number => {
  try {
    const { type, blocks, bsize, files, ffree } = statfsSync(path);
    return type === tmpfs && blocks * bsize === bytes ? files - ffree : 0;
  } catch (error) {
    // The process has ended, has not come to its root yet, or belongs to another user than a service without rights.
    if (error instanceof Error && 'code' in error) return 0;
    throw error;
  }
};

/**
 * Whether a program has more than 20,000 files, folders and links in one of its folders in memory (bubblewrap cannot
 * set nr_inodes of a tmpfs, tmpfs(5)). A service that is root without CAP_SYS_PTRACE cannot see them and says no.
 * @param bwrap - the process of bubblewrap, whose first child is the program
 * @param bytes - the size of each of the folders, by which they are told from those of the machine
 */
export const holdsTooManyFiles = (bwrap: number, bytes: number): boolean => {
  const [, program] = processTree(bwrap);
  return (
    program !== undefined &&
    foldersInMemory.some((folder) => inodesAt(`/proc/${program}/root${folder}`, bytes) > maxInodes)
  );
};
