import { createHash } from 'node:crypto';
import { Document, type Metadata, NotFoundError, newId, UnavailableError } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkOf, indexedDocument, newDocument } from '../fixtures/documents.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { ChunkStore } from './chunk-store.ts';
import { DocumentStore } from './document-store.ts';
import type { NewDocument } from './new-document.ts';
import { UploadStore } from './upload-store.ts';

let databases: TestDatabases;
let documents: DocumentStore;
let uploads: UploadStore;
let chunks: ChunkStore;
let admin: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  documents = new DocumentStore(database);
  uploads = new UploadStore(database);
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
  (
    await chunks.searchByTerms(tenant, terms, { limit: 10, filters: {}, bm25: { k1: 0.9, b: 0.4 } })
  ).found.map(({ chunk }) => chunk.text);

describe('a document', () => {
  it('is queued with its text, and indexed with its passages', async () => {
    const fresh = newDocument('the cat sat', { title: 'Cats', year: 2026, draft: false, note: null });
    const document = await documents.create('t1', fresh);
    expect(Document.parse(document)).toMatchObject({ id: fresh.id, status: 'queued', chunks: 0 });
    expect(await documents.find('t1', fresh.id)).toEqual(document);
    expect(await documents.content('t1', fresh.id)).toMatchObject({
      status: 'queued',
      text: 'the cat sat',
      mediaType: 'text/plain',
      metadata: fresh.request.metadata,
      uploadId: null,
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

describe('the model that has made the vectors of a document', () => {
  it('is noted when it is indexed, and when another one has made them anew', async () => {
    const { id } = await documents.create('t9', newDocument('the cat'));
    await documents.index('t9', id, [chunkOf('the cat')], { embeddingModel: 'first' });
    expect(await documents.content('t9', id)).toMatchObject({ embeddingModel: 'first' });
    const isDue = async (model: string): Promise<boolean> =>
      (await documents.embeddedOtherwise({ model, limit: 1_000 })).some(
        ({ tenantId, documentId }) => tenantId === 't9' && documentId === id,
      );
    expect([await isDue('first'), await isDue('a'), await isDue('z')]).toEqual([false, true, true]);
    const { version = '' } = (await documents.content('t9', id)) ?? {};
    const second = { version, model: 'second', isRefused: false, refusal: 'no' };
    expect(await documents.embedded('t9', id, { ...second, version: 'other' })).toBe(false);
    expect(await documents.embedded('t9', id, { ...second, isRefused: true })).toBe(true);
    expect(await documents.find('t9', id)).toMatchObject({ warnings: ['no'] });
    expect(await documents.content('t9', id)).not.toMatchObject({ embeddingModel: 'second' });
    expect([await isDue('first'), await isDue('second')]).toEqual([true, false]);
    expect(await documents.embedded('t9', id, second)).toBe(true);
    expect(await documents.content('t9', id)).toMatchObject({ embeddingModel: 'second' });
    expect(await documents.find('t9', id)).not.toHaveProperty('warnings');
  });

  it('is not noted of a document that is queued again', async () => {
    const metadata = { source: 'tests', title: 'Cats' };
    const { id } = await documents.create('t9', newDocument('one cat', metadata));
    await documents.index('t9', id, [chunkOf('one cat')]);
    await documents.create('t9', newDocument('two cats', metadata));
    const { version = '' } = (await documents.content('t9', id)) ?? {};
    const second = { version, model: 'second', isRefused: false, refusal: 'no' };
    expect(await documents.embedded('t9', id, second)).toBe(false);
    expect(await documents.embeddedOtherwise({ model: 'second', limit: 1_000 })).not.toContainEqual({
      tenantId: 't9',
      documentId: id,
    });
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

describe('a document with a source', () => {
  const from = (text: string, metadata: Metadata = { source: 'https://example.org/a' }) =>
    newDocument(text, metadata);
  const versionOf = async (tenant: string, id: string): Promise<string> =>
    (await documents.content(tenant, id))?.version ?? '';

  it('that changes stays the same document, found as it was until it is indexed again', async () => {
    const first = await documents.create('s1', from('old'));
    await documents.index('s1', first.id, [chunkOf('old cat')], { warnings: ['was odd'] });
    const second = await documents.create('s1', from('new'));
    expect(second).toMatchObject({ id: first.id, status: 'queued', chunks: 1 });
    expect(second.warnings).toBeUndefined();
    expect(await found('s1', 'cat')).toEqual(['old cat']);
    await documents.index('s1', first.id, [chunkOf('new dog')]);
    expect(await found('s1', 'cat', 'dog')).toEqual(['new dog']);
    expect(await documents.create('s1', from('new'))).toMatchObject({ id: first.id, status: 'indexed' });
  });

  it('is another one under another title, or without a source', async () => {
    const ids = new Set<string>();
    const sources: Metadata[] = [
      { source: 'site', title: 'A' },
      { source: 'site', title: 'B' },
      { title: 'A' },
      {},
    ];
    for (const metadata of sources)
      for (const text of ['one', 'two']) ids.add((await documents.create('s2', from(text, metadata))).id);
    expect(ids.size).toBe(2 + 2 * 2);
  });

  it('is one document when its versions come at the same moment', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => documents.create('s3', from(`version ${index}`))),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await rowCount('documents', 's3')).toBe(1);
  });

  it('is not changed by who has read a version that is no longer the last', async () => {
    const { id } = await documents.create('s4', from('old'));
    const version = await versionOf('s4', id);
    await documents.create('s4', from('new'));
    expect(await documents.index('s4', id, [chunkOf('old')], { version })).toBe(false);
    await documents.fail('s4', id, 'cannot be read', version);
    await documents.progress('s4', id, version, { done: 1, total: 2 });
    expect(await documents.find('s4', id)).toMatchObject({ status: 'queued', chunks: 0 });
    expect(await found('s4', 'old')).toEqual([]);
  });

  it('keeps the passages that it still has, in their new places', async () => {
    const { id } = await documents.create('s5', from('one two three'));
    const [one, two, three] = [chunkOf('one', 0), chunkOf('two', 1), chunkOf('three', 2)];
    await documents.index('s5', id, [one, two, three]);
    const four = chunkOf('four', 1);
    const kept = [
      { id: three.id, ordinal: 0, page: 4 },
      { id: one.id, ordinal: 2 },
    ];
    expect(await documents.index('s5', id, [four], { kept })).toBe(true);
    expect(await documents.chunkIds('s5', id)).toEqual([three.id, four.id, one.id]);
    expect((await found('s5', 'one', 'two', 'three', 'four')).toSorted()).toEqual(['four', 'one', 'three']);
    expect(await statistics('s5')).toEqual({ chunks: 3, length: 3 });
    expect(await documents.find('s5', id)).toMatchObject({ chunks: 3 });
  });

  it('is left as it is when a passage to keep is gone', async () => {
    const { id } = await indexedDocument(documents, 's6', ['kept']);
    const kept = [{ id: newId(), ordinal: 0 }];
    await expect(documents.index('s6', id, [], { kept })).rejects.toThrow(UnavailableError);
    expect(await found('s6', 'kept')).toEqual(['kept']);
  });
});

describe('taking a document', () => {
  it('is for those that are queued, and counts until they are given back or change', async () => {
    const { id } = await documents.create('k1', newDocument('hard', { source: 's' }));
    const [first, second] = [await documents.take('k1', id), await documents.take('k1', id)];
    expect([first?.attempts, second?.attempts]).toEqual([1, 2]);
    await documents.giveBack('k1', id, first?.version ?? '');
    expect((await documents.take('k1', id))?.attempts).toBe(2);
    await documents.create('k1', newDocument('easy', { source: 's' }));
    expect(await documents.take('k1', id)).toMatchObject({ attempts: 1, text: 'easy' });
    await documents.index('k1', id, [chunkOf('easy')]);
    expect(await documents.take('k1', id)).toBeNull();
    expect(await documents.take('k1', newId())).toBeNull();
  });
});

describe('progress', () => {
  it('is told while a document is queued, and keeps it from being queued again', async () => {
    const { id } = await documents.create('p1', newDocument('long'));
    await admin.query(`UPDATE documents SET updated_at = now() - interval '1 hour' WHERE id = $1`, [id]);
    const version = (await documents.content('p1', id))?.version ?? '';
    await documents.progress('p1', id, version, { done: 3, total: 9 });
    const progress = { done_chunks: 3, total_chunks: 9 };
    expect(Document.parse(await documents.find('p1', id))).toMatchObject({ status: 'queued', progress });
    const waiting = await documents.queued({ olderThanMs: 600_000, limit: 100 });
    expect(waiting.map(({ documentId }) => documentId)).not.toContain(id);
    await documents.index('p1', id, [chunkOf('long')]);
    expect((await documents.find('p1', id))?.progress).toBeUndefined();
  });
});

describe('a file', () => {
  const upload = async (tenant: string, text: string): Promise<NewDocument> => {
    const id = newId();
    const bytes = Buffer.from(text);
    await uploads.append(tenant, id, 0, bytes.subarray(0, 2));
    await uploads.append(tenant, id, 1, bytes.subarray(2));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const request = {
      upload: { id, sha256, fileName: 'a.txt' },
      media_type: 'text/plain',
      metadata: {},
    } as const;
    return { id: newId(), request };
  };

  it('comes in parts and is read whole', async () => {
    const { request } = await upload('f1', 'whole file');
    const bytes = await uploads.read('f1', request.upload?.id ?? '');
    expect(Buffer.from(bytes).toString()).toBe('whole file');
    await expect(uploads.read('f1', newId())).rejects.toThrow(NotFoundError);
  });

  it('is kept until its document is indexed, with its text and title then', async () => {
    const { id } = await documents.create('f2', await upload('f2', 'Title\n\nText'));
    expect(await documents.content('f2', id)).toMatchObject({ text: '', fileName: 'a.txt' });
    await documents.index('f2', id, [chunkOf('Text')], {
      text: 'Text',
      title: 'Title',
      warnings: ['one', 'two'],
    });
    expect(await documents.find('f2', id)).toMatchObject({
      metadata: { title: 'Title' },
      warnings: ['one', 'two'],
    });
    expect(await documents.content('f2', id)).toMatchObject({ text: 'Text', uploadId: null });
    expect(await rowCount('upload_parts', 'f2')).toBe(0);
  });

  it('is the same document as its text, and goes with a document that fails or is deleted', async () => {
    const { id } = await documents.create('f3', await upload('f3', 'same'));
    expect(await documents.create('f3', newDocument('same'))).toMatchObject({ id, status: 'queued' });
    await documents.fail('f3', id, 'broken');
    expect(await rowCount('upload_parts', 'f3')).toBe(0);
    await documents.create('f3', await upload('f3', 'same'));
    expect(await documents.find('f3', id)).toMatchObject({ status: 'queued' });
    await documents.delete('f3', id);
    expect(await rowCount('upload_parts', 'f3')).toBe(0);
  });

  it('that no document names is swept away when no part of it has come for long', async () => {
    await documents.create('f4', await upload('f4', 'named'));
    const lost = await upload('f4', 'lost');
    const coming = await upload('f4', 'coming');
    await admin.query(
      `UPDATE upload_parts SET created_at = now() - interval '2 hours'
        WHERE tenant_id = 'f4' AND NOT (upload_id = $1 AND ordinal = 1)`,
      [coming.request.upload?.id],
    );
    await uploads.sweep({ olderThanMs: 3_600_000 });
    await expect(uploads.read('f4', lost.request.upload?.id ?? '')).rejects.toThrow(NotFoundError);
    expect(await uploads.read('f4', coming.request.upload?.id ?? '')).toHaveLength(6);
    expect(await rowCount('upload_parts', 'f4')).toBe(4);
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
