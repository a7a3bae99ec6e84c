import { Inject, Injectable } from '@nestjs/common';
import type { Answer, SearchResult } from '@octollm/contracts';
import { extractiveAnswer, questionTerms, type SourcePassage } from '@octollm/llm';
import { ChunkStore } from '@octollm/memory';
import { collectionStatistics } from './collection-statistics.ts';

const toSource = (
  { chunk_id, document_id, text, score, citation }: SearchResult,
  headings: ReadonlyMap<string, string | null>,
): SourcePassage => ({
  chunkId: chunk_id,
  documentId: document_id,
  text,
  heading: headings.get(chunk_id.toLowerCase()) ?? null,
  title: citation.title,
  source: citation.source,
  score,
});

/** Answers questions from passages. No model is asked: an answer quotes them. */
@Injectable()
export class Answerer {
  constructor(@Inject(ChunkStore) private readonly chunks: ChunkStore) {}

  /** The answer to a question that the passages hold, with citations, or that they do not hold it. */
  async answer(tenantId: string, question: string, passages: readonly SearchResult[]): Promise<Answer> {
    const sought = questionTerms(question);
    const ids = passages.map(({ chunk_id }) => chunk_id);
    const [collection, stored] = await Promise.all([
      this.chunks.termStatistics(tenantId, sought),
      this.chunks.byIds(tenantId, ids),
    ]);
    const headings = new Map(stored.map(({ chunkId, heading }) => [chunkId, heading]));
    const texts = passages.map(({ text }) => text);
    return extractiveAnswer(
      question,
      passages.map((passage) => toSource(passage, headings)),
      collectionStatistics(collection, texts, sought),
    );
  }
}
