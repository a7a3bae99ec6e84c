import { z } from 'zod';
import { Citation } from './answer.ts';
import { Id, Metadata, Ratio, text } from './primitives.ts';

export const SearchMethod = z.enum(['vector', 'keyword', 'hybrid']);
export type SearchMethod = z.infer<typeof SearchMethod>;

export const SearchRequest = z.strictObject({
  query: text(500),
  method: SearchMethod.default('hybrid'),
  limit: z.int().min(1).max(100).default(10),
  /** Only passages of documents whose metadata hold these values. */
  filters: Metadata.default({}),
  /** Leaves out results that score lower. Scores are normalised to 0..1 for every method. */
  min_score: Ratio.default(0),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

export const SearchResult = z.strictObject({
  chunk_id: Id,
  document_id: Id,
  text: z.string(),
  score: Ratio,
  /** The score of each ranking that found the passage, before they were joined. */
  scores: z.strictObject({ keyword: z.number().optional(), vector: z.number().optional() }),
  metadata: Metadata,
  citation: Citation,
});
export type SearchResult = z.infer<typeof SearchResult>;

export const SearchResponse = z.strictObject({
  method: SearchMethod,
  results: z.array(SearchResult),
});
export type SearchResponse = z.infer<typeof SearchResponse>;
