import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { newId } from '@octollm/contracts';
import { getLoadablePath } from 'sqlite-vec';
import { afterAll, describe, expect, it } from 'vitest';
import { VectorStoreInUseError } from './sqlite-schema.ts';
import { SqliteVectorStore } from './sqlite-vector-store.ts';
import { VectorError } from './vector-store.ts';
import { describeVectorStore } from './vector-store-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'octollm-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.sqlite`);

describeVectorStore('SqliteVectorStore', async () => SqliteVectorStore.open(newFile()));

const east = Float32Array.from([1, 0, 0]);

describe('the file of a SqliteVectorStore', () => {
  it('keeps its vectors when the store is opened again', async () => {
    const path = newFile();
    const point = { id: newId(), documentId: newId(), vector: east };
    const first = SqliteVectorStore.open(path, { dimensions: 3 });
    await first.upsert('acme', 'c', [point]);
    await first.close();
    const second = SqliteVectorStore.open(path, { dimensions: 3 });
    expect(await second.search('acme', 'c', east, 1)).toMatchObject([{ id: point.id }]);
    await second.close();
  });

  it('is not shared: a second one who opens it is told why', async () => {
    const path = newFile();
    const holder = SqliteVectorStore.open(path, { dimensions: 3 });
    expect(() => SqliteVectorStore.open(path, { dimensions: 3 })).toThrow(VectorStoreInUseError);
    await expect(openInOtherProcess(path)).rejects.toThrow(/in use by another process.*QDRANT_URL/s);
    await holder.upsert('acme', 'c', [{ id: newId(), documentId: newId(), vector: east }]);
    await holder.close();
    await openInOtherProcess(path);
  });

  it('holds collections of several dimensions, and keeps theirs when it is opened again', async () => {
    const path = newFile();
    const plane = Float32Array.from([1, 0]);
    const point = (vector: Float32Array) => ({ id: newId(), documentId: newId(), vector });
    const first = SqliteVectorStore.open(path);
    await first.upsert('acme', 'small', [point(plane)]);
    await first.upsert('acme', 'large', [point(east)]);
    await first.close();
    const second = SqliteVectorStore.open(path, { dimensions: 3 });
    await expect(second.upsert('acme', 'small', [point(east)])).rejects.toThrow(VectorError);
    await expect(second.search('acme', 'small', plane, 1)).rejects.toThrow(VectorError);
    expect(await second.search('acme', 'large', east, 1)).toHaveLength(1);
    await second.close();
    const third = SqliteVectorStore.open(path);
    expect(await third.search('acme', 'small', plane, 1)).toHaveLength(1);
    await third.close();
  });

  it('of the first layout is brought up to date with what it holds', async () => {
    const path = newFile();
    const id = newId();
    const old = new DatabaseSync(path, { allowExtension: true });
    old.loadExtension(getLoadablePath());
    old.exec(`
      CREATE TABLE points (point INTEGER PRIMARY KEY, scope TEXT NOT NULL, id TEXT NOT NULL,
                           document_id TEXT NOT NULL, UNIQUE (scope, id)) STRICT;
      CREATE INDEX points_by_document ON points (scope, document_id);
      CREATE VIRTUAL TABLE vectors USING vec0(
        scope TEXT PARTITION KEY, embedding float[3] distance_metric=cosine, chunk_size=128);
      INSERT INTO points VALUES (1, '["acme","c"]', '${id}', 'd');
      INSERT INTO vectors (rowid, scope, embedding) VALUES (1, '["acme","c"]', '[1, 0, 0]');
      PRAGMA user_version = 3;`);
    old.close();
    const before = new Date();
    for (let time = 0; time < 2; time += 1) {
      const store = SqliteVectorStore.open(path);
      const found = await store.search('acme', 'c', east, 1, { createdFrom: new Date(before.getTime() - 1) });
      expect(found).toMatchObject([{ id }]);
      await store.close();
    }
  });

  it('of a later version of the platform is refused', () => {
    const path = newFile();
    const later = new DatabaseSync(path);
    later.exec('PRAGMA user_version = 2000000');
    later.close();
    expect(() => SqliteVectorStore.open(path)).toThrow(VectorError);
  });
});

/** Node runs the TypeScript source by itself. */
function openInOtherProcess(path: string): Promise<unknown> {
  const store = new URL('sqlite-vector-store.ts', import.meta.url);
  const script = `
    const { SqliteVectorStore } = await import(${JSON.stringify(store.href)});
    await SqliteVectorStore.open(${JSON.stringify(path)}, { dimensions: 3 }).close();`;
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
}
