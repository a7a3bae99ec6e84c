import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const ownerOnly = 0o600;

/**
 * Writes files into one archive (tar, gzip) that only its owner may read. All of them are in one folder, which is named
 * like the archive.
 */
export const writeBundle = async (archive: string, files: ReadonlyMap<string, string>): Promise<void> => {
  const scratch = await mkdtemp(join(tmpdir(), 'octollm-doctor-'));
  const name = basename(archive).replace(/\.tar\.gz$/, '');
  try {
    for (const [path, text] of files) {
      const full = join(scratch, name, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, text, { mode: ownerOnly });
    }
    await mkdir(dirname(archive), { recursive: true });
    await promisify(execFile)('tar', ['-czf', archive, '-C', scratch, name]);
    await chmod(archive, ownerOnly);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
