import { Document, NotFoundError, newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkOf, indexedDocument, newDocument } from '../fixtures/documents.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { ChunkStore } from './chunk-store.ts';
import { DocumentStore } from './document-store.ts';

let databases: TestDatabases;
let documents: DocumentStore;
let chunks: ChunkStore;
let admin: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  documents = new DocumentStore(database);
  chunks = new ChunkStore(database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const statistics = async (tenant: string): Promise<unknown> => {
  const rows: unknown[] = await admin.query(
    'SELECT chunks::int, length::int FROM corpus_statistics WHERE tenant_id = $1',
    [tenant],
  );
  return rows[0];
};
const rowCount = async (table: string, tenant: string): Promise<number> => {
  const [{ count }]: [{ count: number }] = await admin.query(
    `SELECT count(*)::int AS count FROM ${table} WHERE tenant_id = $1`,
    [tenant],
  );
  return count;
};
const found = async (tenant: string, ...terms: string[]): Promise<string[]> =>
  (await chunks.searchByTerms(tenant, terms, { limit: 10, filters: {} })).map(({ chunk }) => chunk.text);

describe('a document', () => {
  it('is queued with its text, and indexed with its passages', async () => {
    const fresh = newDocument('the cat sat', { title: 'Cats', year: 2026, draft: false, note: null });
    const document = await documents.create('t1', fresh);
    expect(Document.parse(document)).toMatchObject({ id: fresh.id, status: 'queued', chunks: 0 });
    expect(await documents.find('t1', fresh.id)).toEqual(document);
    expect(await documents.content('t1', fresh.id)).toEqual({
      text: 'the cat sat',
      mediaType: 'text/plain',
      metadata: fresh.request.metadata,
    });
    await documents.index('t1', fresh.id, [chunkOf('the cat', 0), chunkOf('sat', 1)]);
    expect(await documents.find('t1', fresh.id)).toMatchObject({ status: 'indexed', chunks: 2 });
    expect(await found('t1', 'cat')).toEqual(['the cat']);
  });

  it('is the one that is there when it comes again, also at the same moment', async () => {
    const texts = Array.from({ length: 10 }, () => newDocument('same', { a: 1, b: 2 }));
    const made = await Promise.all(texts.map((text) => documents.create('t2', text)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const reordered = await documents.create('t2', newDocument('same', { b: 2, a: 1 }));
    expect(reordered).toEqual(made[0]);
    expect(await rowCount('documents', 't2')).toBe(1);
  });

  it('is another one with another text, metadata, media type or tenant', async () => {
    const ids = new Set<string>();
    const markdown = newDocument('x');
    for (const [tenant, document] of [
      ['t3', newDocument('x')],
      ['t3', newDocument('y')],
      ['t3', newDocument('x', { a: 1 })],
      ['t3', { ...markdown, request: { ...markdown.request, media_type: 'text/markdown' } }],
      ['t4', newDocument('x')],
    ] as const)
      ids.add((await documents.create(tenant, document)).id);
    expect(ids.size).toBe(5);
  });

  it('that has failed says why, and is queued once more when it comes again', async () => {
    const { id } = await documents.create('t5', newDocument('broken'));
    await documents.fail('t5', id, 'cannot be cut');
    expect(await documents.find('t5', id)).toMatchObject({ status: 'failed', error: 'cannot be cut' });
    const again = await documents.create('t5', newDocument('broken'));
    expect(again).toMatchObject({ id, status: 'queued' });
    expect(again.error).toBeUndefined();
    await documents.index('t5', id, [chunkOf('broken')]);
    expect(await documents.create('t5', newDocument('broken'))).toMatchObject({ id, status: 'indexed' });
  });

  it('keeps texts that PostgreSQL cannot store as they are, without what it cannot', async () => {
    const { id } = await documents.create('t6', newDocument('nul \0 half \uD83D', { k: 'v\0' }));
    await documents.index('t6', id, [{ ...chunkOf('nul\0 x'), heading: '\0' }]);
    expect((await documents.content('t6', id))?.text).toBe('nul \uFFFD half \uFFFD');
    expect(await found('t6', 'nul\0')).toEqual(['nul\uFFFD x']);
  });

  it('waits in the order in which it came, when it waits for long', async () => {
    await admin.query(`UPDATE documents SET status = 'indexed'`);
    const ids: string[] = [];
    for (const [tenant, age] of [
      ['t7', 120],
      ['t8', 300],
      ['t7', 1],
    ] as const) {
      const { id } = await documents.create(tenant, newDocument(`waiting ${age}`));
      await admin.query(`UPDATE documents SET updated_at = now() - make_interval(secs => $2) WHERE id = $1`, [
        id,
        age,
      ]);
      ids.push(id);
    }
    expect(await documents.queued({ olderThanMs: 60_000, limit: 10 })).toEqual([
      { tenantId: 't8', documentId: ids[1] },
      { tenantId: 't7', documentId: ids[0] },
    ]);
    expect(await documents.queued({ olderThanMs: 60_000, limit: 1 })).toHaveLength(1);
  });
});

describe('indexing', () => {
  it('replaces what was there: passages, terms and statistics', async () => {
    const { id } = await indexedDocument(documents, 't10', ['old cat', 'old dog']);
    await indexedDocument(documents, 't10', ['other fish']);
    expect(await statistics('t10')).toEqual({ chunks: 3, length: 6 });
    await documents.index('t10', id, [chunkOf('new bird song')]);
    expect(await found('t10', 'old')).toEqual([]);
    expect(await found('t10', 'bird', 'fish')).toHaveLength(2);
    expect(await statistics('t10')).toEqual({ chunks: 2, length: 5 });
    expect(await rowCount('chunk_terms', 't10')).toBe(5);
    expect(await documents.find('t10', id)).toMatchObject({ chunks: 1 });
  });

  it('of the same document at once leaves one of the results, with statistics that fit', async () => {
    const { id } = await documents.create('t11', newDocument('contended'));
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        documents.index(
          't11',
          id,
          Array.from({ length: index + 1 }, (_each, ordinal) => chunkOf(`word ${index}`, ordinal)),
        ),
      ),
    );
    const passages = await found('t11', 'word');
    expect(new Set(passages).size).toBe(1);
    expect(await statistics('t11')).toEqual({ chunks: passages.length, length: 2 * passages.length });
  });

  it('of many documents of a tenant at once counts them all', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => indexedDocument(documents, 't12', [`a b ${index}`, 'a'])),
    );
    expect(await statistics('t12')).toEqual({ chunks: 40, length: 80 });
  });

  it('changes nothing when it fails half way', async () => {
    const { id } = await indexedDocument(documents, 't13', ['kept text']);
    const twice = chunkOf('duplicate');
    await expect(documents.index('t13', id, [twice, twice])).rejects.toThrow('duplicate key');
    expect(await found('t13', 'kept')).toEqual(['kept text']);
    expect(await statistics('t13')).toEqual({ chunks: 1, length: 2 });
  });

  it('takes a document of many thousand terms', async () => {
    const words = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ');
    const { id } = await documents.create('t14', newDocument('large'));
    await documents.index(
      't14',
      id,
      Array.from({ length: 100 }, (_, ordinal) => chunkOf(words, ordinal)),
    );
    expect(await rowCount('chunk_terms', 't14')).toBe(30_000);
  });

  it('is refused for a document that is gone', async () => {
    await expect(documents.index('t15', newId(), [chunkOf('x')])).rejects.toThrow(NotFoundError);
    expect(await rowCount('chunk_terms', 't15')).toBe(0);
  });
});

describe('deleting', () => {
  it('removes the document and everything indexed from it, and nothing else', async () => {
    const { id } = await indexedDocument(documents, 't20', ['gone cat', 'gone dog']);
    const other = await indexedDocument(documents, 't20', ['kept cat']);
    expect(await documents.delete('t20', id)).toBe(true);
    expect(await documents.delete('t20', id)).toBe(false);
    expect(await documents.find('t20', id)).toBeNull();
    expect(await documents.content('t20', id)).toBeNull();
    expect(await found('t20', 'cat', 'gone')).toEqual(['kept cat']);
    expect(await statistics('t20')).toEqual({ chunks: 1, length: 2 });
    expect(await rowCount('chunk_terms', 't20')).toBe(2);
    expect(await documents.find('t20', other.id)).not.toBeNull();
  });

  it('of a document that was never indexed is no trouble', async () => {
    const { id } = await documents.create('t21', newDocument('x'));
    expect(await documents.delete('t21', id)).toBe(true);
    expect(await documents.delete('t21', newId())).toBe(false);
  });
});
