import { Inject, Injectable } from '@nestjs/common';
import { RetrieverAnswerInput, RetrieverAnswerOutput, type SearchResult } from '@octollm/contracts';
import { extractiveAnswer, extractiveAnswerName, questionTerms, type SourcePassage } from '@octollm/llm';
import { ChunkStore } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { whenAvailable } from '../stores/when-available.ts';
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

/** Answers a question from the passages it is given, with citations. No model is asked: the answer quotes them. */
@Injectable()
export class AnswerAction implements ArmAction<RetrieverAnswerInput, RetrieverAnswerOutput> {
  readonly name = 'answer';
  readonly input = RetrieverAnswerInput;
  readonly output = RetrieverAnswerOutput;

  constructor(@Inject(ChunkStore) private readonly chunks: ChunkStore) {}

  async run(
    { question, passages }: RetrieverAnswerInput,
    { tenantId }: ArmCall,
  ): Promise<ArmResult<RetrieverAnswerOutput>> {
    const sought = questionTerms(question);
    const ids = passages.map(({ chunk_id }) => chunk_id);
    const [collection, stored] = await whenAvailable(() =>
      Promise.all([this.chunks.termStatistics(tenantId, sought), this.chunks.byIds(tenantId, ids)]),
    );
    const headings = new Map(stored.map(({ chunkId, heading }) => [chunkId, heading]));
    const texts = passages.map(({ text }) => text);
    const output = extractiveAnswer(
      question,
      passages.map((passage) => toSource(passage, headings)),
      collectionStatistics(collection, texts, sought),
    );
    return {
      output,
      confidence: output.confidence,
      model: { name: extractiveAnswerName, provider: 'offline' },
      sources: [...new Set(output.citations.map(({ document_id }) => document_id))],
    };
  }
}
