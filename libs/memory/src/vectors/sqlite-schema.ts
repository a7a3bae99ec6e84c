import { DatabaseSync } from 'node:sqlite';
import { getLoadablePath } from 'sqlite-vec';
import { VectorError } from './vector-store.ts';

/**
 * Thrown when the file is open already: it belongs to one process, because a second one would not see what the first
 * has in memory. Run one replica, or give QDRANT_URL.
 */
export class VectorStoreInUseError extends Error {
  override readonly name = 'VectorStoreInUseError';

  constructor(path: string) {
    super(
      `The vectors in ${path} are in use by another process. Stop it, or set QDRANT_URL to share vectors between ` +
        'several replicas.',
    );
  }
}

/** SQLITE_BUSY. */
const busy = 5;

/**
 * Opens the file, takes the lock that keeps other processes out, and makes the tables.
 * @throws VectorStoreInUseError when another process has the file.
 * @throws VectorError when it holds vectors with other dimensions.
 */
export function openVectorFile(path: string, dimensions: number): DatabaseSync {
  const file = new DatabaseSync(path, { allowExtension: true });
  try {
    file.loadExtension(getLoadablePath());
    file.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    createTables(file, dimensions);
    return file;
  } catch (error) {
    file.close();
    throw isBusy(error) ? new VectorStoreInUseError(path) : error;
  }
}

function createTables(file: DatabaseSync, dimensions: number): void {
  // IMMEDIATE takes the lock even when there is nothing left to make.
  file.exec('BEGIN IMMEDIATE');
  const { user_version: found } = file.prepare('PRAGMA user_version').get() ?? {};
  if (found === 0) {
    // Vectors are kept in blocks of one scope each. The default block of 1024 would take 1.5 MB from every tenant.
    file.exec(`
      CREATE TABLE points (
        point INTEGER PRIMARY KEY,
        scope TEXT NOT NULL,
        id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        UNIQUE (scope, id)
      ) STRICT;
      CREATE INDEX points_by_document ON points (scope, document_id);
      CREATE VIRTUAL TABLE vectors USING vec0(
        scope TEXT PARTITION KEY, embedding float[${dimensions}] distance_metric=cosine, chunk_size=128
      );
      PRAGMA user_version = ${dimensions};`);
  } else if (found !== dimensions)
    throw new VectorError(
      `The file holds vectors with ${String(found)} dimensions, not ${dimensions}: use the embedding model that ` +
        'filled it, or remove the file and index the documents again.',
    );
  file.exec('COMMIT');
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === busy;
