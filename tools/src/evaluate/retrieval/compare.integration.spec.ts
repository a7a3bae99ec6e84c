import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Output } from '../../output/index.ts';
import { bundledProduct } from './bundled-product.ts';
import type { Collection } from './collections/collection.ts';
import { compare } from './compare.ts';

const document = (id: string, title: string, text: string) =>
  ({ id, title, text, mediaType: 'text/plain' }) as const;
const collection: Collection = {
  name: 'bridges',
  documents: [
    document('halden', 'Halden bridge', 'The bridge was opened in 1938. It is closed in strong wind.'),
    document('sundal', 'Sundal bridge', 'The bridge was opened in 1972.'),
    document('ferry', 'Ferry', 'The ferry carries forty cars across the fjord.'),
    document('ferry again', 'Ferry', 'The ferry carries forty cars across the fjord.'),
  ],
  queries: [
    { id: 'q1', text: 'When was the Halden bridge opened?' },
    { id: 'q2', text: 'How many cars do ferries carry?' },
  ],
  gains: new Map([
    ['q1', new Map([['halden', 1]])],
    [
      'q2',
      new Map([
        ['ferry', 1],
        ['ferry again', 1],
      ]),
    ],
  ]),
};

describe('the comparison of searches', () => {
  it('asks the product, on its own stores, and minisearch', async () => {
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const { openCollection } = await bundledProduct();
    const results = await compare(new Output(silent as NodeJS.WriteStream), collection, openCollection);
    expect(Object.keys(results)).toEqual([
      'BM25',
      'vectors',
      'hybrid',
      'BM25 + re-ranking',
      'vectors + re-ranking',
      'hybrid + re-ranking',
      'minisearch defaults',
      'minisearch tuned',
    ]);
    for (const name of ['BM25', 'vectors', 'hybrid', 'hybrid + re-ranking'])
      expect(results[name]?.all).toEqual({ queries: 2, ndcg10: 1, recall10: 1, mrr: 1 });
  });
});
