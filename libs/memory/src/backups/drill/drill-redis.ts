import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupArchive } from '../archive/backup-archive.ts';
import { BackupError } from '../backup-error.ts';
import { keyCounts } from '../redis/rdb.ts';
import { rdbFile } from '../redis/redis-backup.ts';
import { lackingIn } from './compare-counts.ts';
import { onceThere } from './once-there.ts';

/** A Redis that nobody uses. */
export interface ScratchRedis {
  readonly url: string;
  /** Its folder: it starts once the file is there. */
  readonly folder: string;
}

/**
 * Restores the newest backup of Redis into a scratch one and compares the keys.
 * @returns what it lacks
 * @throws BackupError when there is no backup, it is not what was stored, or Redis does not start from it
 */
export const drillRedis = async (
  archive: BackupArchive,
  { url, folder }: ScratchRedis,
): Promise<readonly string[]> => {
  const { files, counts } = await archive.newest();
  const file = files.find(({ name }) => name === rdbFile);
  if (file === undefined) throw new BackupError(`The newest backup of Redis has no ${rdbFile}.`);
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `${rdbFile}.part`);
  await pipeline(Readable.from(archive.read(file)), createWriteStream(unfinished, { mode: 0o640 }));
  await rename(unfinished, join(folder, rdbFile));
  // It does not listen before it is started, and refuses to answer while it reads.
  return lackingIn(await onceThere(() => keyCounts(url)), counts);
};
