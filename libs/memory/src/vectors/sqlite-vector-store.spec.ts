import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@octollm/contracts';
import { afterAll, describe, expect, it } from 'vitest';
import { VectorStoreInUseError } from './sqlite-schema.ts';
import { SqliteVectorStore } from './sqlite-vector-store.ts';
import { VectorError } from './vector-store.ts';
import { describeVectorStore } from './vector-store-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'octollm-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.sqlite`);

describeVectorStore('SqliteVectorStore', async () => SqliteVectorStore.open(newFile(), { dimensions: 3 }));

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

  it('is refused with other dimensions than it was made with', async () => {
    const path = newFile();
    await SqliteVectorStore.open(path, { dimensions: 3 }).close();
    expect(() => SqliteVectorStore.open(path, { dimensions: 4 })).toThrow(VectorError);
    await SqliteVectorStore.open(path, { dimensions: 3 }).close();
  });

  it('holds vectors of 384 dimensions when nothing else is said', async () => {
    const store = SqliteVectorStore.open(newFile());
    await expect(store.search('acme', 'c', east, 1)).rejects.toThrow(VectorError);
    await store.upsert('acme', 'c', [
      { id: newId(), documentId: newId(), vector: new Float32Array(384).fill(1) },
    ]);
    await store.close();
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
