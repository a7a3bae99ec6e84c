/** Finds passages: by keywords, by vectors and by both, put in order by what they say. */
export {
  type CorpusStatistics,
  type EmbeddedQuery,
  EmbeddingUnavailableError,
  type KeywordIndex,
  type KeywordMatches,
  type QueryEmbedder,
  type VectorIndex,
} from './indexes.ts';
export { type Passage, searchableText } from './passage.ts';
export { type Found, Searcher, type SearcherOptions, type SearchOptions } from './search/searcher.ts';
