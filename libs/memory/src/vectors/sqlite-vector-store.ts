import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openVectorFile } from './sqlite-schema.ts';
import {
  checkVector,
  hasDirection,
  type VectorMatch,
  type VectorPoint,
  type VectorStore,
} from './vector-store.ts';

/** The most neighbours that sqlite-vec looks for at once. */
const mostNeighbours = 4_096;

/** How many dimensions the vectors have when nothing else is said. */
const defaultDimensions = 384;

/**
 * Vectors in one SQLite file, searched exactly, tenant by tenant: 5 ms among 10,000 vectors of 384 dimensions, during
 * which the process does nothing else. For one replica; the file is locked as long as the store is open.
 */
export class SqliteVectorStore implements VectorStore {
  readonly #file: DatabaseSync;
  readonly #dimensions: number;
  readonly #statements: Statements;

  private constructor(file: DatabaseSync, dimensions: number) {
    this.#file = file;
    this.#dimensions = dimensions;
    this.#statements = prepare(file);
  }

  /**
   * Opens the file, or makes it.
   * @param options.dimensions - of every vector; 384 when left out. A file keeps the number it was made with.
   * @throws VectorStoreInUseError when another process has the file open.
   * @throws VectorError when the file holds vectors with other dimensions.
   */
  static open(
    path: string,
    { dimensions }: { dimensions: number } = { dimensions: defaultDimensions },
  ): SqliteVectorStore {
    return new SqliteVectorStore(openVectorFile(path, dimensions), dimensions);
  }

  async upsert(tenantId: string, collection: string, points: readonly VectorPoint[]): Promise<void> {
    for (const { vector } of points) checkVector(vector, this.#dimensions);
    const scope = scopeOf(tenantId, collection);
    this.#inTransaction(() => {
      for (const point of points) this.#replace(scope, point);
    });
  }

  async search(
    tenantId: string,
    collection: string,
    vector: Float32Array,
    limit: number,
  ): Promise<VectorMatch[]> {
    checkVector(vector, this.#dimensions);
    if (!hasDirection(vector)) return [];
    const rows = this.#statements.nearest.all(
      bytesOf(vector),
      Math.min(limit, mostNeighbours),
      scopeOf(tenantId, collection),
    );
    return rows.map(({ id, distance }) => ({ id: String(id), score: 1 - Number(distance) }));
  }

  async deleteDocument(tenantId: string, collection: string, documentId: string): Promise<void> {
    const scope = scopeOf(tenantId, collection);
    this.#inTransaction(() => {
      for (const { point } of this.#statements.pointsOfDocument.all(scope, documentId)) this.#remove(point);
    });
  }

  async ping(): Promise<void> {
    this.#file.prepare('SELECT 1').get();
  }

  async close(): Promise<void> {
    this.#file.close();
  }

  /** vec0 knows no UPSERT: what is there goes first. */
  #replace(scope: string, { id, documentId, vector }: VectorPoint): void {
    const existing = this.#statements.pointOfId.get(scope, id);
    if (existing !== undefined) this.#remove(existing['point']);
    const { lastInsertRowid } = this.#statements.insertPoint.run(scope, id, documentId);
    // sqlite-vec would give a vector of zeros no distance and put it before all others.
    if (hasDirection(vector))
      this.#statements.insertVector.run(BigInt(lastInsertRowid), scope, bytesOf(vector));
  }

  #remove(point: unknown): void {
    this.#statements.deleteVector.run(Number(point));
    this.#statements.deletePoint.run(Number(point));
  }

  #inTransaction(work: () => void): void {
    this.#file.exec('BEGIN');
    try {
      work();
      this.#file.exec('COMMIT');
    } catch (error) {
      this.#file.exec('ROLLBACK');
      throw error;
    }
  }
}

type Statements = Readonly<Record<keyof ReturnType<typeof prepare>, StatementSync>>;

const prepare = (file: DatabaseSync) => ({
  pointOfId: file.prepare('SELECT point FROM points WHERE scope = ? AND id = ?'),
  pointsOfDocument: file.prepare('SELECT point FROM points WHERE scope = ? AND document_id = ?'),
  insertPoint: file.prepare('INSERT INTO points (scope, id, document_id) VALUES (?, ?, ?)'),
  insertVector: file.prepare('INSERT INTO vectors (rowid, scope, embedding) VALUES (?, ?, ?)'),
  deletePoint: file.prepare('DELETE FROM points WHERE point = ?'),
  deleteVector: file.prepare('DELETE FROM vectors WHERE rowid = ?'),
  nearest: file.prepare(`
    SELECT p.id, v.distance
      FROM (SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ? AND scope = ?) v
      JOIN points p ON p.point = v.rowid
     ORDER BY v.distance, p.id`),
});

/** What keeps tenants, and collections, apart: the partition of the vectors. */
const scopeOf = (tenantId: string, collection: string): string => JSON.stringify([tenantId, collection]);

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
