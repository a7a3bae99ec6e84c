import type { SearchMethod } from '@octollm/contracts';
import { Searcher } from '@octollm/retrieval';
import { stem, stopWords } from '@octollm/text';
import MiniSearch, { type SearchOptions } from 'minisearch';
import type { CollectionDocument } from './collections/collection.ts';
import type { IndexedCollection } from './indexed-collection.ts';

/** Something that puts documents in order for a query. */
export interface Contender {
  readonly name: string;
  /** Ids of documents, best first, each once. */
  readonly rank: (query: string) => Promise<readonly string[]>;
}

const methods: readonly SearchMethod[] = ['keyword', 'vector', 'hybrid'];
const names: Readonly<Record<SearchMethod, string>> = {
  keyword: 'BM25',
  vector: 'vectors',
  hybrid: 'hybrid',
};
/** Several passages may be of one document. */
const passagesRead = 50;

const ours = (indexed: IndexedCollection, method: SearchMethod, isReranked: boolean): Contender => {
  const searcher = new Searcher({ ...indexed, reranked: isReranked ? [method] : [] });
  return {
    name: `${names[method]}${isReranked ? ' + re-ranking' : ''}`,
    rank: async (query) => {
      const request = { query: query.slice(0, 500), method, limit: passagesRead, filters: {}, min_score: 0 };
      const { results } = await searcher.search(indexed.tenant, request);
      return [...new Set(results.map(({ document_id }) => indexed.idOf(document_id)))];
    },
  };
};

/** The searches of the product, over its own stores. `hybrid + re-ranking` is what a client gets who asks for nothing else. */
export const ourContenders = (indexed: IndexedCollection): readonly Contender[] =>
  [false, true].flatMap((isReranked) => methods.map((method) => ours(indexed, method, isReranked)));

const miniSearch = (
  name: string,
  documents: readonly CollectionDocument[],
  processTerm: ((term: string) => string | null) | undefined,
  searchOptions: SearchOptions,
): Contender => {
  const index = new MiniSearch<CollectionDocument>({
    fields: ['title', 'text'],
    ...(processTerm === undefined ? {} : { processTerm }),
    searchOptions,
  });
  index.addAll(documents);
  return { name, rank: async (query) => index.search(query).map(({ id }) => String(id)) };
};

/** Stop words left out and Porter's stems, those of this project. */
const stemmed = (term: string): string | null => {
  const word = term.toLowerCase();
  return stopWords.has(word) ? null : stem(word);
};

/** minisearch over whole documents, as it comes and as its users tune it. */
export const peerContenders = (documents: readonly CollectionDocument[]): readonly Contender[] => [
  miniSearch('minisearch defaults', documents, undefined, {}),
  miniSearch('minisearch tuned', documents, stemmed, { bm25: { k: 0.9, b: 0.4, d: 0.5 } }),
];
