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

/** What user_version is in a file of this layout. Files of the first one have their dimensions there, which are fewer. */
const layout = 1_000_002;

/**
 * Opens the file, takes the lock that keeps other processes out, and makes the tables.
 * @throws VectorStoreInUseError when another process has the file.
 * @throws VectorError when a later version of the platform has made it.
 */
export function openVectorFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { allowExtension: true });
  try {
    file.loadExtension(getLoadablePath());
    file.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    makeTables(file);
    return file;
  } catch (error) {
    file.close();
    throw isBusy(error) ? new VectorStoreInUseError(path) : error;
  }
}

/** The table of the vectors with so many dimensions. */
export const vectorTable = (dimensions: number): string => `vectors_${dimensions}`;

/**
 * Makes the table for vectors with so many dimensions, unless it is there. They are kept in blocks of one scope each:
 * the default block of 1024 would take 1.5 MB from every tenant.
 */
export function makeVectorTable(file: DatabaseSync, dimensions: number): void {
  file.exec(`
    CREATE VIRTUAL TABLE IF NOT EXISTS ${vectorTable(dimensions)} USING vec0(
      scope TEXT PARTITION KEY, embedding float[${dimensions}] distance_metric=cosine, chunk_size=128
    )`);
}

function makeTables(file: DatabaseSync): void {
  // IMMEDIATE takes the lock even when there is nothing left to make.
  file.exec('BEGIN IMMEDIATE');
  const found = Number(file.prepare('PRAGMA user_version').get()?.['user_version']);
  if (found > layout)
    throw new VectorError(
      'A later version of the platform has made the file: use that one, or remove the file and index the documents again.',
    );
  if (found === 0) createTables(file);
  else if (found < layout) upgrade(file, found);
  file.exec(`PRAGMA user_version = ${layout}; COMMIT`);
}

const collectionsTable =
  'CREATE TABLE collections (name TEXT PRIMARY KEY, dimensions INTEGER NOT NULL) STRICT;';

function createTables(file: DatabaseSync): void {
  file.exec(`
    ${collectionsTable}
    CREATE TABLE points (
      point INTEGER PRIMARY KEY,
      scope TEXT NOT NULL,
      id TEXT NOT NULL,
      document_id TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      payload TEXT NOT NULL,
      UNIQUE (scope, id)
    ) STRICT;
    CREATE INDEX points_by_document ON points (scope, document_id);
    CREATE INDEX points_by_time ON points (scope, created_at);`);
}

/** The first layout had one table for all vectors, and no payloads. Points of it count as made at the upgrade. */
function upgrade(file: DatabaseSync, dimensions: number): void {
  makeVectorTable(file, dimensions);
  file.exec(`
    ${collectionsTable}
    INSERT INTO collections SELECT DISTINCT json_extract(scope, '$[1]'), ${dimensions} FROM points;
    ALTER TABLE points ADD COLUMN created_at INTEGER NOT NULL DEFAULT ${Date.now()};
    ALTER TABLE points ADD COLUMN payload TEXT NOT NULL DEFAULT '{}';
    CREATE INDEX points_by_time ON points (scope, created_at);
    INSERT INTO ${vectorTable(dimensions)} (rowid, scope, embedding) SELECT rowid, scope, embedding FROM vectors;
    DROP TABLE vectors;`);
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === busy;
