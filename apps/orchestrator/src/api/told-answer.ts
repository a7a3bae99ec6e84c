import type { ChatEvent, Citation, TaskResult } from '@octollm/contracts';
import type { LiveText } from '../live/live-text.ts';
import { answerTokens } from './answer-tokens.ts';

/**
 * Tells an answer to one reader as one: as it is written, and at the end what is lacking. When it turns out that what
 * was told is not how the answer begins, it is taken back with a `reset`.
 */
export class ToldAnswer {
  #turn = '';
  #told = '';
  #cited = '';

  /** What to tell of an answer that has been written so far. */
  *further({ turn, text, citations }: LiveText): Generator<ChatEvent> {
    if (turn !== this.#turn) yield* this.#reset();
    this.#turn = turn;
    const piece = text.slice(this.#told.length);
    if (piece === '') return;
    if (citations.length > 0) yield* this.#sources(citations);
    yield { type: 'token', text: piece };
    this.#told = text;
  }

  /** What to tell when the answer is final. */
  *rest({ output, citations }: Pick<TaskResult, 'output' | 'citations'>): Generator<ChatEvent> {
    if (!output.startsWith(this.#told)) yield* this.#reset();
    yield* this.#sources(citations);
    for (const text of answerTokens(output.slice(this.#told.length))) yield { type: 'token', text };
  }

  *#sources(citations: readonly Citation[]): Generator<ChatEvent> {
    const cited = JSON.stringify(citations);
    if (cited === this.#cited) return;
    yield { type: 'sources_ready', citations: [...citations] };
    this.#cited = cited;
  }

  *#reset(): Generator<ChatEvent> {
    if (this.#told === '') return;
    yield { type: 'reset' };
    if (this.#cited !== '') yield* this.#sources([]);
    this.#told = '';
  }
}
