import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { AddFile } from '../archive/backup-archive.ts';
import { baseBackup } from './base-backup.ts';
import { rowCounts } from './row-counts.ts';

/** The name of the file: the data folder, compressed. */
export const baseFile = 'base.tar.gz';

/** Backs PostgreSQL up, and counts its rows afterwards. @throws BackupError */
export const backUpPostgres =
  (url: string) =>
  async (add: AddFile): Promise<Readonly<Record<string, number>>> => {
    const gzip = createGzip({ level: 3 });
    // What fails on the way in is thrown by what reads its other end.
    const fed = pipeline(baseBackup(url), gzip).catch((error: Error) => gzip.destroy(error));
    await add(baseFile, gzip);
    await fed;
    return rowCounts(url);
  };
