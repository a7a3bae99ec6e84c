import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readSecrets } from './secrets.ts';

/** Where a local stack keeps what it knows. All paths are absolute. */
export interface DataFolder {
  readonly folder: string;
  readonly postgres: string;
  readonly vectors: string;
  readonly secrets: string;
  /** The addresses and keys of the running stack, for the people and tools that use it. */
  readonly dev: string;
  /** Who runs the stack. */
  readonly lock: string;
  /** V8's code cache, so that migrations and keys take less time from the second start on. */
  readonly compileCache: string;
  readonly demo: string;
  /** The spans of the services, a file each. */
  readonly traces: string;
  /** What the services and PostgreSQL wrote, a file each. */
  readonly logs: string;
}

export const dataFolderAt = (folder: string): DataFolder => ({
  folder,
  postgres: join(folder, 'postgres'),
  vectors: join(folder, 'vectors.sqlite'),
  secrets: join(folder, 'secrets.json'),
  dev: join(folder, 'dev.json'),
  lock: join(folder, 'stack.json'),
  compileCache: join(folder, 'compile-cache'),
  demo: join(folder, 'demo.json'),
  traces: join(folder, 'traces'),
  logs: join(folder, 'logs'),
});

/**
 * Makes the folder, and the file of the vectors, which hold the texts of documents: only its owner may read it.
 * SQLite takes an empty file for an empty database, and gives the files beside it the same mode.
 */
export const makeDataFolder = async ({ folder, vectors }: DataFolder): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await appendFile(vectors, '', { mode: 0o600 });
};

/** Removes the data of the stack: database, vectors, keys. What only saves time stays, and so does the lock. */
export const emptyDataFolder = async (data: DataFolder): Promise<void> => {
  // PostgreSQL may have had to put its data elsewhere.
  const { postgres } = await readSecrets(data.secrets);
  const sqlite = ['', '-wal', '-shm', '-journal'].map((end) => `${data.vectors}${end}`);
  const paths = [data.postgres, postgres.data_dir, ...sqlite, data.dev, data.demo, data.traces, data.secrets];
  for (const path of paths) if (path !== undefined) await rm(path, { recursive: true, force: true });
  await makeDataFolder(data);
};
