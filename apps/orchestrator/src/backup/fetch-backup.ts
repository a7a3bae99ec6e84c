import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BackupArchive, BackupManifest } from '@octollm/memory';

/**
 * Writes the files of the newest backup into a folder, each byte checked, for whoever restores from them.
 * @throws BackupError when there is none, or it is not what was stored
 */
export const fetchNewest = async (archive: BackupArchive, folder: string): Promise<BackupManifest> => {
  const manifest = await archive.newest();
  for (const file of manifest.files) {
    const path = join(folder, file.name);
    await mkdir(dirname(path), { recursive: true });
    await pipeline(Readable.from(archive.read(file)), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  }
  return manifest;
};
