import { newId, UnavailableError } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QdrantDouble } from '../fixtures/qdrant-double.ts';
import { QdrantVectorStore } from './qdrant-vector-store.ts';
import { VectorError } from './vector-store.ts';
import { describeVectorStore } from './vector-store-suite.ts';

let double: QdrantDouble;
beforeEach(async () => {
  double = await QdrantDouble.start();
});
afterEach(() => double.stop());

const openStore = (dimensions = 3): QdrantVectorStore =>
  new QdrantVectorStore({ url: double.url, dimensions });

describeVectorStore('QdrantVectorStore over the wire', async () => openStore());

const east = Float32Array.from([1, 0, 0]);
const point = () => ({ id: newId(), documentId: newId(), vector: east });

/** What was asked for, without the query string. */
const asked = (): string[] =>
  double.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);

describe('the requests of a QdrantVectorStore', () => {
  it('make the collection and its indexes before the first point, once', async () => {
    const store = openStore();
    await Promise.all([
      store.upsert('acme', 'passages', [point()]),
      store.upsert('acme', 'passages', [point()]),
    ]);
    await store.upsert('other', 'passages', [point()]);
    expect(asked()).toEqual([
      'PUT /collections/passages',
      'GET /collections/passages',
      'PUT /collections/passages/index',
      'PUT /collections/passages/index',
      'PUT /collections/passages/points',
      'PUT /collections/passages/points',
      'PUT /collections/passages/points',
    ]);
    expect(double.requests.map(({ body }) => body).slice(0, 4)).toEqual([
      { vectors: { size: 3, distance: 'Cosine' }, hnsw_config: { m: 16, ef_construct: 100 } },
      undefined,
      { field_name: 'tenant_id', field_schema: { type: 'keyword', is_tenant: true } },
      { field_name: 'document_id', field_schema: { type: 'keyword' } },
    ]);
  });

  it('carry the tenant, the document and the passage with every point, and wait for it', async () => {
    const one = point();
    await openStore().upsert('acme', 'passages', [one]);
    const upsert = double.requests.at(-1);
    expect(upsert?.path).toBe('/collections/passages/points?wait=true');
    expect(upsert?.body).toEqual({
      points: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/),
          vector: [1, 0, 0],
          payload: { tenant_id: 'acme', document_id: one.documentId, chunk_id: one.id },
        },
      ],
    });
  });

  it('search and delete only under the tenant', async () => {
    const store = openStore();
    await store.upsert('acme', 'passages', [point()]);
    await store.search('acme', 'passages', east, 7);
    await store.deleteDocument('acme', 'passages', 'some-document');
    const [search, deletion] = double.requests.slice(-2);
    const tenant = { key: 'tenant_id', match: { value: 'acme' } };
    expect(search).toMatchObject({
      method: 'POST',
      path: '/collections/passages/points/query',
      body: { query: [1, 0, 0], filter: { must: [tenant] }, limit: 7, with_payload: ['chunk_id'] },
    });
    expect(deletion).toMatchObject({
      method: 'POST',
      path: '/collections/passages/points/delete?wait=true',
      body: { filter: { must: [tenant, { key: 'document_id', match: { value: 'some-document' } }] } },
    });
  });

  it('send many points in parts', async () => {
    await openStore().upsert('acme', 'passages', Array.from({ length: 600 }, point));
    const sizes = double.requests
      .filter(({ path }) => path.includes('/points'))
      .map(({ body }) => (body as { points: unknown[] }).points.length);
    expect(sizes).toEqual([256, 256, 88]);
  });

  it('of two replicas that start together both succeed', async () => {
    const replicas = [openStore(), openStore()];
    await Promise.all(replicas.map((replica) => replica.upsert('acme', 'passages', [point()])));
    expect(await openStore().search('acme', 'passages', east, 10)).toHaveLength(2);
  });

  it('carry the key when there is one', async () => {
    const store = new QdrantVectorStore({ url: double.url, apiKey: 'secret', dimensions: 3 });
    await store.ping();
    await openStore().ping();
    expect(double.requests.map(({ headers }) => headers['api-key'])).toEqual(['secret', undefined]);
  });
});

describe('a QdrantVectorStore', () => {
  it('refuses a collection with other dimensions', async () => {
    await openStore(3).upsert('acme', 'passages', [point()]);
    const other = { ...point(), vector: Float32Array.from([1, 0, 0, 0]) };
    await expect(openStore(4).upsert('acme', 'passages', [other])).rejects.toThrow(VectorError);
  });

  it('is unavailable when Qdrant is, and works again when Qdrant does', async () => {
    const { url } = double;
    const store = openStore();
    await double.stop();
    for (const attempt of [
      store.ping(),
      store.upsert('acme', 'passages', [point()]),
      store.search('acme', 'passages', east, 1),
      store.deleteDocument('acme', 'passages', newId()),
    ])
      await expect(attempt).rejects.toThrow(UnavailableError);
    double = await QdrantDouble.start(Number(new URL(url).port));
    await store.upsert('acme', 'passages', [point()]);
    expect(await store.search('acme', 'passages', east, 1)).toHaveLength(1);
  });
});
