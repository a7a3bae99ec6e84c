import { newId } from '@octollm/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunkOf, indexedDocument, newDocument } from '../fixtures/documents.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { ChunkStore } from './chunk-store.ts';
import { DocumentStore } from './document-store.ts';

let databases: TestDatabases;
let documents: DocumentStore;
let chunks: ChunkStore;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database } = await databases.open();
  documents = new DocumentStore(database);
  chunks = new ChunkStore(database);
});
afterAll(() => databases.stop());

const all = { limit: 100, filters: {}, bm25: { k1: 0.9, b: 0.4 } };
const search = async (...args: Parameters<ChunkStore['searchByTerms']>) =>
  (await chunks.searchByTerms(...args)).found;

describe('BM25', () => {
  it('gives the scores that a calculation by hand gives', async () => {
    await indexedDocument(documents, 'hand', ['cat cat dog', 'dog fish', 'bird bird bird bird bird']);
    const found = await search('hand', ['cat', 'dog'], all);
    // Three passages of 3, 2 and 5 terms: the average is 10/3. `cat` is in one passage, `dog` in two:
    //   idf(cat) = ln(1 + (3 - 1 + 0.5) / (1 + 0.5)) = ln(8/3) = 0.980829
    //   idf(dog) = ln(1 + (3 - 2 + 0.5) / (2 + 0.5)) = ln(8/5) = 0.470004
    // With k1 = 0.9 and b = 0.4 a passage of length L adds 0.9 * (0.6 + 0.4 * L / (10/3)) = 0.54 + 0.108 L:
    //   first, L = 3: 0.864. cat twice: 0.980829 * 2 * 1.9 / 2.864 = 1.301380
    //                        dog once:  0.470004 * 1 * 1.9 / 1.864 = 0.479081
    //   second, L = 2: 0.756. dog once: 0.470004 * 1 * 1.9 / 1.756 = 0.508546
    expect(found.map(({ chunk, score }) => [chunk.text, Number(score.toFixed(5))])).toEqual([
      ['cat cat dog', 1.78046],
      ['dog fish', 0.50855],
    ]);
  });

  it('counts a term once, however often it is asked for, and knows nothing of unknown ones', async () => {
    const once = await search('hand', ['cat'], all);
    expect(await search('hand', ['cat', 'cat', 'unicorn'], all)).toEqual(once);
    expect(await search('hand', ['unicorn'], all)).toEqual([]);
    expect(await search('hand', [], all)).toEqual([]);
    expect(await search('nobody', ['cat'], all)).toEqual([]);
  });

  it('gives the best ones, as many as asked for', async () => {
    const best = await search('hand', ['cat', 'dog', 'bird'], { ...all, limit: 2 });
    const every = await search('hand', ['cat', 'dog', 'bird'], all);
    expect(every).toHaveLength(3);
    expect(best).toEqual(every.slice(0, 2));
  });

  it('orders equal scores always alike', async () => {
    await indexedDocument(
      documents,
      'equal',
      Array.from({ length: 20 }, () => 'same words'),
    );
    const first = await search('equal', ['same'], all);
    expect(await search('equal', ['same'], { ...all, limit: 7 })).toEqual(first.slice(0, 7));
  });

  it('finds nothing where everything was deleted', async () => {
    const { id } = await indexedDocument(documents, 'emptied', ['cat']);
    await documents.delete('emptied', id);
    expect(await search('emptied', ['cat'], all)).toEqual([]);
    expect(await chunks.termStatistics('emptied', ['cat'])).toEqual({
      chunks: 0,
      averageLength: 0,
      frequencies: new Map(),
    });
  });

  it('comes with the statistics it was computed from, also when nothing was found', async () => {
    const { statistics } = await chunks.searchByTerms('hand', ['cat', 'dog', 'unicorn'], {
      ...all,
      limit: 1,
    });
    expect(statistics).toEqual({
      chunks: 3,
      averageLength: 10 / 3,
      frequencies: new Map([
        ['cat', 1],
        ['dog', 2],
      ]),
    });
    const none = await chunks.searchByTerms('hand', ['unicorn'], all);
    expect(none).toEqual({ found: [], statistics: { ...statistics, frequencies: new Map() } });
    const nobody = await chunks.searchByTerms('nobody', ['cat'], all);
    expect(nobody.statistics).toEqual({ chunks: 0, averageLength: 0, frequencies: new Map() });
  });

  it('takes passages without any term', async () => {
    const { id } = await documents.create('blank', newDocument('...'));
    await documents.index('blank', id, [{ ...chunkOf('...'), terms: new Map() }]);
    expect(await search('blank', ['cat'], all)).toEqual([]);
  });
});

describe('filters', () => {
  beforeAll(async () => {
    await indexedDocument(documents, 'filters', ['cat one'], {
      lang: 'en',
      year: 2025,
      draft: false,
      by: null,
    });
    await indexedDocument(documents, 'filters', ['cat two'], { lang: 'de', year: 2026, draft: true });
    await indexedDocument(documents, 'filters', ['cat three'], {
      lang: 'en',
      year: 2026,
      title: 'T',
      source: 'S',
    });
  });

  it.each([
    [{ lang: 'en' }, ['cat one', 'cat three']],
    [{ lang: 'en', year: 2026 }, ['cat three']],
    [{ draft: true }, ['cat two']],
    [{ by: null }, ['cat one']],
    [{ year: '2026' }, []],
    [{ nothing: 1 }, []],
    [{}, ['cat one', 'cat three', 'cat two']],
  ])('let %j through alone', async (filters, expected) => {
    const found = await search('filters', ['cat'], { ...all, filters });
    expect(found.map(({ chunk }) => chunk.text).toSorted()).toEqual(expected);
    const ids = (await search('filters', ['cat'], all)).map(({ chunk }) => chunk.chunkId);
    const byId = await chunks.byIds('filters', ids, filters);
    expect(byId.map(({ text }) => text).toSorted()).toEqual(expected);
  });

  it('come before the limit, and leave the scores alone', async () => {
    const filtered = await search('filters', ['cat', 'two'], {
      ...all,
      limit: 1,
      filters: { year: 2025 },
    });
    expect(filtered.map(({ chunk }) => chunk.text)).toEqual(['cat one']);
    const unfiltered = await search('filters', ['cat', 'two'], all);
    expect(unfiltered).toContainEqual(filtered[0]);
  });

  it('do not hide what the passage is cited by', async () => {
    const [match] = await search('filters', ['three'], all);
    expect(match?.chunk).toMatchObject({ title: 'T', source: 'S', ordinal: 0, heading: null });
    const [other] = await search('filters', ['two'], all);
    expect(other?.chunk).toMatchObject({ title: null, source: null, metadata: { lang: 'de' } });
  });
});

describe('passages by id', () => {
  it('come in the order of the ids, without those that are gone', async () => {
    const { chunks: made } = await indexedDocument(documents, 'ids', ['a', 'b', 'c']);
    const [a, b, c] = made.map(({ id }) => id);
    if (a === undefined || b === undefined || c === undefined) throw new Error('no passages');
    const found = await chunks.byIds('ids', [c, newId(), a.toUpperCase(), b]);
    expect(found.map(({ text }) => text)).toEqual(['c', 'a', 'b']);
    expect(await chunks.byIds('ids', [])).toEqual([]);
  });
});

describe('term statistics', () => {
  it('count the passages that hold each term', async () => {
    await indexedDocument(documents, 'terms', ['cat cat dog', 'dog', '__proto__ constructor']);
    const { chunks: count, frequencies } = await chunks.termStatistics('terms', [
      'cat',
      'dog',
      'fish',
      '__proto__',
      'constructor',
    ]);
    expect(count).toBe(3);
    expect(frequencies).toEqual(
      new Map([
        ['cat', 1],
        ['dog', 2],
        ['__proto__', 1],
        ['constructor', 1],
      ]),
    );
  });
});

describe('what is remembered of how many passages hold a term', () => {
  const words = ['cat', 'dog', 'fish', 'bird', 'newt'];
  const texts = fc.array(
    fc.subarray(words, { minLength: 1 }).map((some) => some.join(' ')),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  const step = fc.record(
    {
      tenant: fc.constantFrom('one' as const, 'other' as const),
      add: texts,
      remove: fc.nat(),
      ask: fc.subarray(words, { minLength: 1 }),
    },
    { requiredKeys: ['tenant'] },
  );

  it('is what a fresh count gives, whatever changed meanwhile, and is of one tenant alone', async () => {
    const { database } = await databases.open();
    const own = new DocumentStore(database);
    const remembering = new ChunkStore(database);
    const stored = { one: [] as string[], other: [] as string[] };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const { tenant, add, remove, ask } of steps) {
          const ids = stored[tenant];
          if (add !== undefined) ids.push((await indexedDocument(own, tenant, add)).id);
          const [gone] = remove === undefined ? [] : ids.splice(remove % (ids.length || 1), 1);
          if (gone !== undefined) await own.delete(tenant, gone);
          if (ask === undefined) continue;
          const fresh = await new ChunkStore(database).termStatistics(tenant, ask);
          expect(await remembering.termStatistics(tenant, ask)).toEqual(fresh);
        }
      }),
      { numRuns: 40 },
    );
  });
});
