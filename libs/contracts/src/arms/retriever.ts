import { z } from 'zod';
import { Answer } from '../models/answer.ts';
import { Document, DocumentRequest } from '../models/document.ts';
import { Passages } from '../models/passages.ts';
import { Id, text } from '../models/primitives.ts';
import { SearchMethod, SearchRequest, SearchResponse, SearchResult } from '../models/search.ts';

export const RetrieverSearchInput = SearchRequest;
export type RetrieverSearchInput = z.infer<typeof RetrieverSearchInput>;
export const RetrieverSearchOutput = SearchResponse;
export type RetrieverSearchOutput = z.infer<typeof RetrieverSearchOutput>;

/** A question and the passages it may be answered from: nothing else is used. */
export const RetrieverAnswerInput = z.strictObject({
  question: text(10_000),
  passages: Passages,
});
export type RetrieverAnswerInput = z.infer<typeof RetrieverAnswerInput>;
export const RetrieverAnswerOutput = Answer;
export type RetrieverAnswerOutput = z.infer<typeof RetrieverAnswerOutput>;

/** A question to search for and to answer in one call. */
export const RetrieverAskInput = z.strictObject({
  question: text(10_000),
  /** What to search for: one search each, side by side, each with the same limit. */
  queries: z.array(text(500)).min(1).max(10),
  method: SearchMethod.default('hybrid'),
  /** Passages of each search. */
  limit: z.int().min(1).max(20).default(8),
});
export type RetrieverAskInput = z.infer<typeof RetrieverAskInput>;

/** The answer, and the passages that it could have been made from, those of all searches in turn. */
export const RetrieverAskOutput = z.strictObject({
  answer: Answer,
  passages: z.array(SearchResult).max(200),
});
export type RetrieverAskOutput = z.infer<typeof RetrieverAskOutput>;

/** A document to store, cut and index. It is answered when it is stored; indexing goes on in the background. */
export const RetrieverIngestInput = DocumentRequest;
export type RetrieverIngestInput = z.infer<typeof RetrieverIngestInput>;
export const RetrieverIngestOutput = Document;
export type RetrieverIngestOutput = z.infer<typeof RetrieverIngestOutput>;

/** A document to delete with everything indexed from it. Deleting one that is gone succeeds. */
export const RetrieverForgetInput = z.strictObject({ document_id: Id });
export type RetrieverForgetInput = z.infer<typeof RetrieverForgetInput>;
export const RetrieverForgetOutput = z.strictObject({ document_id: Id });
export type RetrieverForgetOutput = z.infer<typeof RetrieverForgetOutput>;
