import { newId, UnavailableError } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QdrantDouble } from '../fixtures/qdrant-double.ts';
import { type QdrantOptions, QdrantVectorStore } from './qdrant-vector-store.ts';
import { VectorError, type VectorStore } from './vector-store.ts';
import { describeVectorStore } from './vector-store-suite.ts';

let double: QdrantDouble;
beforeEach(async () => {
  double = await QdrantDouble.start();
});
afterEach(() => double.stop());

const openStore = (options: Partial<QdrantOptions> = {}): QdrantVectorStore =>
  new QdrantVectorStore({ url: double.url, ...options });

const open = async (): Promise<VectorStore> => {
  const own = await QdrantDouble.start();
  const store = new QdrantVectorStore({ url: own.url });
  return Object.assign(store, { close: () => own.stop() });
};
describeVectorStore('QdrantVectorStore over the wire', open);

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
      'PUT /collections/passages/index',
      'PUT /collections/passages/points',
      'PUT /collections/passages/points',
      'PUT /collections/passages/points',
    ]);
    expect(double.requests.map(({ body }) => body).slice(0, 5)).toEqual([
      {
        vectors: { size: 3, distance: 'Cosine' },
        hnsw_config: { m: 0, payload_m: 16, ef_construct: 100 },
        replication_factor: 1,
        write_consistency_factor: 1,
      },
      undefined,
      { field_name: 'tenant_id', field_schema: { type: 'keyword', is_tenant: true } },
      { field_name: 'document_id', field_schema: { type: 'keyword', enable_hnsw: false } },
      { field_name: 'created_at', field_schema: { type: 'datetime', enable_hnsw: false } },
    ]);
  });

  it('make the collection as the options say, and read quantised vectors twice', async () => {
    const store = openStore({ replicationFactor: 2, shards: 6, writeConsistency: 2, quantisation: 'scalar' });
    await store.upsert('acme', 'passages', [point()]);
    expect(double.requests[0]?.body).toMatchObject({
      replication_factor: 2,
      shard_number: 6,
      write_consistency_factor: 2,
      quantization_config: { scalar: { type: 'int8', always_ram: true } },
    });
    await store.search('acme', 'passages', east, 1);
    expect(double.requests.at(-1)?.body).toMatchObject({
      params: { quantization: { rescore: true, oversampling: 2 } },
    });
  });

  it('carry what a point is told by with it, and wait for it', async () => {
    const one = { ...point(), createdAt: new Date(Date.UTC(2026, 0, 1)), payload: { kind: 'x' } };
    await openStore().upsert('acme', 'passages', [one]);
    const upsert = double.requests.at(-1);
    expect(upsert?.path).toBe('/collections/passages/points?wait=true');
    expect(upsert?.body).toEqual({
      points: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/),
          vector: [1, 0, 0],
          payload: {
            tenant_id: 'acme',
            document_id: one.documentId,
            chunk_id: one.id,
            created_at: '2026-01-01T00:00:00.000Z',
            payload: { kind: 'x' },
          },
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
      body: { filter: { must: [tenant, { key: 'document_id', match: { any: ['some-document'] } }] } },
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
    await openStore().upsert('acme', 'passages', [point()]);
    const other = { ...point(), vector: Float32Array.from([1, 0, 0, 0]) };
    await expect(openStore().upsert('acme', 'passages', [other])).rejects.toThrow(VectorError);
    await expect(openStore().search('acme', 'passages', other.vector, 1)).rejects.toThrow(VectorError);
    await expect(openStore({ dimensions: 4 }).upsert('acme', 'new', [point()])).rejects.toThrow(VectorError);
  });

  it('makes a collection anew that somebody has removed', async () => {
    const store = openStore();
    await store.upsert('acme', 'passages', [point()]);
    await store.search('acme', 'passages', east, 1);
    double.remove('passages');
    expect(await store.search('acme', 'passages', east, 1)).toEqual([]);
    await store.upsert('acme', 'passages', [point()]);
    expect(await store.search('acme', 'passages', east, 10)).toHaveLength(1);
  });

  it('searches a collection that somebody has made anew with other dimensions', async () => {
    const store = openStore();
    await store.upsert('acme', 'passages', [point()]);
    await store.search('acme', 'passages', east, 1);
    double.remove('passages');
    const other = { ...point(), vector: Float32Array.from([1, 0, 0, 0]) };
    await openStore().upsert('acme', 'passages', [other]);
    expect(await store.search('acme', 'passages', other.vector, 1)).toMatchObject([{ id: other.id }]);
  });

  it('is unavailable when Qdrant is, and works again when Qdrant does', async () => {
    const { url } = double;
    const store = openStore();
    await double.stop();
    for (const attempt of [
      () => store.ping(),
      () => store.collections(),
      () => store.upsert('acme', 'passages', [point()]),
      () => store.search('acme', 'passages', east, 1),
      () => store.deleteDocument('acme', 'passages', newId()),
      () => store.deleteTenant('acme', 'passages'),
    ])
      await expect(attempt()).rejects.toThrow(UnavailableError);
    double = await QdrantDouble.start(Number(new URL(url).port));
    await store.upsert('acme', 'passages', [point()]);
    expect(await store.search('acme', 'passages', east, 1)).toHaveLength(1);
  });
});
