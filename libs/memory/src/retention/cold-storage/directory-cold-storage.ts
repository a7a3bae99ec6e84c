import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ColdStorage, ColdStorageError, checkFileName, FileNotFoundError } from './cold-storage.ts';

/** A folder of this machine, or of a volume that is mounted. */
export class DirectoryColdStorage implements ColdStorage {
  readonly #root: string;

  /** @param root - an absolute path; made with the first file */
  constructor(root: string) {
    this.#root = root;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    checkFileName(name);
    const path = join(this.#root, name);
    // No name of a file begins with a dot, so what a crash leaves behind is never taken for one.
    const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomUUID()}`);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeThrough(temporary, bytes);
      await rename(temporary, path);
      await syncFolders(dirname(path), this.#root);
    } catch (error) {
      // What went wrong first is what counts; a file that stays behind is in nobody's way.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw new ColdStorageError(`The file ${name} cannot be stored.`, { cause: error });
    }
  }

  async get(name: string): Promise<Uint8Array> {
    checkFileName(name);
    try {
      return await readFile(join(this.#root, name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new FileNotFoundError(name);
      throw new ColdStorageError(`The file ${name} cannot be read.`, { cause: error });
    }
  }

  async remove(name: string): Promise<void> {
    checkFileName(name);
    try {
      await rm(join(this.#root, name), { force: true });
    } catch (error) {
      throw new ColdStorageError(`The file ${name} cannot be removed.`, { cause: error });
    }
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name survives a crash once its folder was synced, and so does the name of a folder that was made for it. */
async function syncFolders(folder: string, root: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (folder !== root && folder.startsWith(root)) await syncFolders(dirname(folder), root);
}
