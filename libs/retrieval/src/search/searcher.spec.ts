import { noUsage, type SearchRequest, type Usage } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexicalEmbedder, MemoryIndexes, passageOf } from '../fixtures/memory-indexes.ts';
import { EmbeddingUnavailableError, type QueryEmbedder } from '../indexes.ts';
import type { Passage } from '../passage.ts';
import { Searcher } from './searcher.ts';

const passages = [
  passageOf('span', 'The main span of the Halden bridge measures 412 metres.', { title: 'Halden bridge' }),
  passageOf('wind', 'The bridge is closed when the wind is strong.', { metadata: { kind: 'rule' } }),
  passageOf('ferry', 'The ferry carries forty cars.', { metadata: { kind: 'boat' } }),
  passageOf('girder', 'Girders of the Halden bridge were riveted; the span was lifted whole.'),
];
const open = (embedder: QueryEmbedder = lexicalEmbedder) => {
  const indexes = new MemoryIndexes({ acme: passages, other: [passageOf('theirs', 'Halden bridge')] });
  return { indexes, searcher: new Searcher({ keywords: indexes, vectors: indexes, embedder }) };
};
const asked = (query: string, rest: Partial<SearchRequest> = {}): SearchRequest => ({
  query,
  method: 'hybrid',
  limit: 10,
  filters: {},
  min_score: 0,
  ...rest,
});
const found = async (request: SearchRequest, searcher = open().searcher) =>
  (await searcher.search('acme', request)).results.map(({ chunk_id }) => chunk_id);
const cost = { ...noUsage, prompt_tokens: 5, cost_usd: 0.001, llm_calls: 1 };
const paid: QueryEmbedder = {
  ...lexicalEmbedder,
  embed: async () => ({ vector: Float32Array.of(1), usage: cost }),
};
const methods = ['keyword', 'vector', 'hybrid'] as const;

describe('a search', () => {
  it.each(methods)('by %s finds what shares words with the query, of the tenant alone', async (method) => {
    expect(await found(asked('ferry cars', { method }))).toEqual(['ferry']);
    expect(await found(asked('Halden bridge', { method }))).not.toContain('theirs');
    expect(await found(asked('???', { method }))).toEqual([]);
    expect(await found(asked('zebra', { method }))).toEqual([]);
  });

  it('puts the passage first that has the words together and in its title', async () => {
    expect((await found(asked('span of the Halden bridge')))[0]).toBe('span');
  });

  it.each(methods)(
    'by %s scores from 0 to 1, best first, and leaves out what is below the least score',
    async (method) => {
      const word = fc.constantFrom('bridge', 'span', 'wind', 'ferry', 'Halden', 'cars', 'zebra', 'the');
      await fc.assert(
        fc.asyncProperty(
          fc.array(word, { minLength: 1, maxLength: 6 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          async (list, least) => {
            const { results } = await open().searcher.search(
              'acme',
              asked(list.join(' '), { method, min_score: least }),
            );
            for (const [index, { score, citation }] of results.entries()) {
              expect(score >= least && score <= 1).toBe(true);
              expect(score).toBeLessThanOrEqual(results[index - 1]?.score ?? 1);
              expect(citation.index).toBe(index + 1);
            }
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it.each(methods)('by %s gives only what the filters let through', async (method) => {
    expect(await found(asked('bridge wind ferry', { method, filters: { kind: 'rule' } }))).toEqual(['wind']);
    expect(await found(asked('bridge', { method, filters: { kind: 'none' } }))).toEqual([]);
  });

  it('asks for two things one after the other: passages with their statistics, then the terms that come with them', async () => {
    const { indexes, searcher } = open();
    await searcher.search('acme', asked('Halden bridge'));
    expect(indexes.calls).toEqual({ searchByTerms: 1, termStatistics: 1, byIds: 1, search: 1 });
    await searcher.search('acme', asked('Halden bridge', { method: 'keyword' }));
    expect(indexes.calls).toMatchObject({ searchByTerms: 2, termStatistics: 1 });
  });
});

describe('a text that many documents hold', () => {
  const notice =
    'Visitors of the Halden bridge are asked to keep to the marked paths, to leave the gates as they found them, and to take their litter home.';
  const copies = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      passageOf(`copy ${n}`, notice.replace('marked', n % 2 === 0 ? 'signed' : 'marked'), {
        title: `Page ${n}`,
      }),
    );
  const openWith = (count: number, theirs: readonly Passage[] = []) => {
    const indexes = new MemoryIndexes({ acme: [...copies(count), ...passages], other: theirs });
    return new Searcher({ keywords: indexes, vectors: indexes, embedder: lexicalEmbedder });
  };
  const visitors = 'visitors of the Halden bridge';

  it.each(methods)('takes one place of a search by %s, however many hold it', async (method) => {
    const places = await found(asked(visitors, { method, limit: 3 }), openWith(12));
    expect(places.filter((id) => id.startsWith('copy'))).toHaveLength(1);
    expect(places).toEqual(expect.arrayContaining(['span', 'girder']));
  });

  it.each(['keyword', 'hybrid'] as const)(
    'hides nothing that stands below in a search by %s',
    async (method) => {
      expect(await found(asked(visitors, { method, limit: 4 }), openWith(120))).toEqual(
        expect.arrayContaining(['span', 'girder']),
      );
    },
  );

  it('is looked past with the warnings of the search that did', async () => {
    const indexes = new MemoryIndexes({ acme: [...copies(120), ...passages] });
    const away = () => Promise.reject(new EmbeddingUnavailableError('503'));
    const there: QueryEmbedder['embed'] = (...asked) => lexicalEmbedder.embed(...asked);
    const warningsOf = async (...embeds: QueryEmbedder['embed'][]) => {
      const embed: QueryEmbedder['embed'] = (...asked) => (embeds.shift() ?? away)(...asked);
      const embedder = { ...lexicalEmbedder, embed };
      const searcher = new Searcher({ keywords: indexes, vectors: indexes, embedder });
      const { warnings } = await searcher.search('acme', asked(visitors, { limit: 4 }));
      expect(embeds).toHaveLength(0);
      return warnings;
    };
    expect(await warningsOf(there, away)).toEqual([expect.stringMatching(/could not be asked/)]);
    expect(await warningsOf(away, there)).toEqual([]);
  });

  it('is shown once more for each document where there is room', async () => {
    expect(await found(asked(visitors, { limit: 20 }), openWith(12))).toHaveLength(15);
  });

  it('is not looked for among other tenants', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...copies(4), ...passages), { maxLength: 8 }),
        async (theirs) => {
          const request = asked(visitors, { limit: 3 });
          expect(await found(request, openWith(3, theirs))).toEqual(await found(request, openWith(3)));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('searches at the same time', () => {
  it('share one retrieval when they ask for the same terms, and each caller has the answer', async () => {
    const { indexes, searcher } = open();
    const queries = ['Halden bridge', 'the Halden bridges?', 'HALDEN BRIDGE', "Halden's bridge"];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => searcher.search('acme', asked(queries[n % 4] ?? ''))),
    );
    expect(indexes.calls.searchByTerms).toBe(1);
    for (const { results } of answers) expect(results[0]?.chunk_id).toBe('span');
  });

  it('do not share across tenants, methods, limits, filters or another order of the words', async () => {
    const { indexes, searcher } = open();
    await Promise.all([
      searcher.search('acme', asked('Halden bridge')),
      searcher.search('other', asked('Halden bridge')),
      searcher.search('acme', asked('Halden bridge', { method: 'keyword' })),
      searcher.search('acme', asked('Halden bridge', { limit: 1 })),
      searcher.search('acme', asked('Halden bridge', { filters: { kind: 'rule' } })),
      searcher.search('acme', asked('bridge Halden')),
    ]);
    expect(indexes.calls.searchByTerms).toBe(6);
  });

  it('say once what the vector of their query has cost', async () => {
    const { searcher } = open(paid);
    const told: [string, Usage][] = [];
    const tell = (who: string) => ({ onUsage: (usage: Usage): void => void told.push([who, usage]) });
    await Promise.all(['first', 'second'].map((who) => searcher.search('acme', asked('Halden'), tell(who))));
    await searcher.search('acme', asked('Halden', { method: 'keyword' }), tell('third'));
    expect(told).toEqual([['first', cost]]);
  });

  it('say what the vector of their query has cost when they fail after that', async () => {
    const { indexes, searcher } = open(paid);
    indexes.search = () => Promise.reject(new Error('The store is away.'));
    const told: Usage[] = [];
    const search = searcher.search('acme', asked('Halden'), { onUsage: (usage) => void told.push(usage) });
    await expect(search).rejects.toThrow('away');
    expect(told).toEqual([cost]);
  });

  it('do not fail before they know what their vector costs', async () => {
    const late: QueryEmbedder['embed'] = async (...asked) => {
      await new Promise(setImmediate);
      return paid.embed(...asked);
    };
    const { indexes, searcher } = open({ ...paid, embed: late });
    indexes.termStatistics = () => Promise.reject(new Error('The store is away.'));
    const told: Usage[] = [];
    const search = searcher.search('acme', asked('Halden'), { onUsage: (usage) => void told.push(usage) });
    await expect(search).rejects.toThrow('away');
    expect(told).toEqual([cost]);
  });

  it('run anew when the one before has ended', async () => {
    const { indexes, searcher } = open();
    await searcher.search('acme', asked('Halden'));
    await searcher.search('acme', asked('Halden'));
    expect(indexes.calls.searchByTerms).toBe(2);
  });
});

describe('vectors that know more than words', () => {
  const meaning: QueryEmbedder = { ...lexicalEmbedder, collection: 'meaning', isLexical: false };

  it('find passages without a word of the query', async () => {
    expect(await found(asked('zebra', { method: 'vector' }), open(meaning).searcher)).toHaveLength(4);
    expect(await found(asked('zebra'), open(meaning).searcher)).toHaveLength(4);
  });

  it.each(['vector', 'hybrid'] as const)(
    'give way to keywords in a %s search while their model cannot be asked, and say so',
    async (method) => {
      const broken: QueryEmbedder = {
        ...meaning,
        embed: () => Promise.reject(new EmbeddingUnavailableError('503')),
      };
      const { results, warnings } = await open(broken).searcher.search('acme', asked('ferry', { method }));
      expect(results.map(({ chunk_id }) => chunk_id)).toEqual(['ferry']);
      expect(warnings).toEqual([expect.stringMatching(/embedding model could not be asked/)]);
    },
  );
});
