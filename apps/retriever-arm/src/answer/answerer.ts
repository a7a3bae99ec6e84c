import { Inject, Injectable } from '@nestjs/common';
import { MODELS, type ModelSession, type Models } from '@octollm/arm-models';
import type { Answer, SearchResult } from '@octollm/contracts';
import { extractiveAnswer, extractiveAnswerName, questionTerms, type SourcePassage } from '@octollm/llm';
import { ChunkStore } from '@octollm/memory';
import { type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { whenAvailable } from '../stores/when-available.ts';
import { collectionStatistics } from './collection-statistics.ts';
import { writeWithModel } from './write-with-model.ts';

/** A model reads no more passages than this: what is further down costs more than it brings. */
const passagesForModel = 5;
/** From here on a quotation speaks of so much of what is asked that a model which finds no answer has probably erred. */
const doubtConfidence = 0.8;
const doubt =
  'The model finds no answer in the passages, but sentences of them seem to answer: read them, or ask again.';

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

const sourcesOf = ({ citations }: Answer): string[] => [
  ...new Set(citations.map(({ document_id }) => document_id)),
];

/** What is to be answered, from which passages. */
export interface Inquiry {
  readonly question: string;
  /** Best first. */
  readonly passages: readonly SearchResult[];
  /** How many things were searched for: a model reads a passage of each. @default 1 */
  readonly searches?: number;
}

/** Answers questions from passages: a model writes the answer when one is configured, otherwise it quotes them. */
@Injectable()
export class Answerer {
  constructor(
    @Inject(ChunkStore) private readonly chunks: ChunkStore,
    @Inject(MODELS) private readonly models: Models | null,
  ) {}

  /**
   * The answer that the passages hold, with citations, or that they do not hold it.
   * @throws ArmFailure when the store does not answer or the call is over
   */
  async answer(call: ArmCall, inquiry: Inquiry): Promise<ArmResult<Answer>> {
    if (this.models === null || inquiry.passages.length === 0) return this.quoted(call, inquiry);
    const session = this.models.begin(call);
    try {
      return await this.written(session, call, inquiry);
    } catch (error) {
      if (!(error instanceof ArmFailure) || error.detail.category === 'cancelled') throw error;
      const quoted = await this.quoted(call, inquiry);
      const warning = `No answer of a model could be used, so the passages are quoted: ${error.message}`;
      return { ...quoted, usage: session.usage, warnings: [...session.warnings, warning] };
    }
  }

  private async written(
    session: ModelSession,
    call: ArmCall,
    { question, passages, searches = 1 }: Inquiry,
  ): Promise<ArmResult<Answer>> {
    const read = passages.slice(0, Math.max(passagesForModel, searches));
    const answer = await writeWithModel(session, question, read, call.tell);
    const { model, usage, warnings } = session;
    const isDoubtful = !answer.answerable && (await this.canBeQuoted(call, { question, passages: read }));
    return {
      output: answer,
      confidence: answer.confidence,
      ...(model === undefined ? {} : { model }),
      usage,
      warnings: isDoubtful ? [...warnings, doubt] : warnings,
      sources: sourcesOf(answer),
    };
  }

  private async canBeQuoted(call: ArmCall, inquiry: Inquiry): Promise<boolean> {
    const { output } = await this.quoted(call, inquiry);
    return output.answerable && output.confidence >= doubtConfidence;
  }

  private async quoted({ tenantId }: ArmCall, { question, passages }: Inquiry): Promise<ArmResult<Answer>> {
    const sought = questionTerms(question);
    const ids = passages.map(({ chunk_id }) => chunk_id);
    const [collection, stored] = await whenAvailable(() =>
      Promise.all([this.chunks.termStatistics(tenantId, sought), this.chunks.byIds(tenantId, ids)]),
    );
    const headings = new Map(stored.map(({ chunkId, heading }) => [chunkId, heading]));
    const texts = passages.map(({ text }) => text);
    const answer = extractiveAnswer(
      question,
      passages.map((passage) => toSource(passage, headings)),
      collectionStatistics(collection, texts, sought),
    );
    return {
      output: answer,
      confidence: answer.confidence,
      model: { name: extractiveAnswerName, provider: 'offline' },
      sources: sourcesOf(answer),
    };
  }
}
