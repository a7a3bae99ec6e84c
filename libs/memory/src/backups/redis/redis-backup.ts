import type { AddFile } from '../archive/backup-archive.ts';
import { keyCounts, rdbOf } from './rdb.ts';

/** The name of the file, as Redis looks for it when it starts. */
export const rdbFile = 'dump.rdb';

/** Backs a Redis up. @throws BackupError */
export const backUpRedis =
  (url: string) =>
  async (add: AddFile): Promise<Readonly<Record<string, number>>> => {
    const counts = await keyCounts(url);
    await add(rdbFile, rdbOf(url));
    return counts;
  };
