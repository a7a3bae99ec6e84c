import type { Answer, Citation } from '@octollm/contracts';
import {
  notFoundAnswer,
  notFoundPart,
  type QuestionPart,
  type Sentence,
  withoutMarkers,
} from '@octollm/text';
import type { SourcePassage } from './source-passage.ts';

/** A part of the question with what was found for it: nothing when `quotes` is empty. */
export interface AnsweredPart {
  readonly part: QuestionPart;
  readonly quotes: readonly { readonly passage: SourcePassage; readonly sentence: Sentence }[];
  readonly coverage: number;
}

const citationOf = (passage: SourcePassage, index: number): Citation => ({
  index,
  document_id: passage.documentId,
  chunk_id: passage.chunkId,
  title: passage.title,
  source: passage.source,
  passage: passage.text,
  score: passage.score,
});

/** Code keeps its lines and stands for itself; everything else runs on. */
const separator = (sentence: Sentence): string => (sentence.kind === 'sentence' ? ' ' : '\n\n');

/** Writes quoted sentences one after the other, each once and followed by the number of its citation. */
class AnswerWriter {
  readonly #numbers = new Map<string, number>();
  readonly #citations: Citation[] = [];
  readonly #written = new Set<string>();
  #text = '';

  quote(passage: SourcePassage, sentence: Sentence): void {
    if (this.#written.has(sentence.text)) return;
    this.#written.add(sentence.text);
    // A document's own `[7]` would be read as a citation of the answer.
    const text = withoutMarkers(sentence.text);
    this.#append(
      `${text}${sentence.kind === 'code' ? '\n' : ' '}[${this.#number(passage)}]`,
      separator(sentence),
    );
  }

  say(sentence: string): void {
    this.#append(sentence, ' ');
  }

  get text(): string {
    return this.#text;
  }

  get citations(): Citation[] {
    return this.#citations;
  }

  #append(text: string, between: string): void {
    this.#text = this.#text === '' ? text : `${this.#text}${between}${text}`;
  }

  #number(passage: SourcePassage): number {
    const known = this.#numbers.get(passage.chunkId);
    if (known !== undefined) return known;
    const index = this.#citations.length + 1;
    this.#numbers.set(passage.chunkId, index);
    this.#citations.push(citationOf(passage, index));
    return index;
  }
}

const unanswered: Answer = {
  output: notFoundAnswer,
  answerable: false,
  confidence: 0,
  citations: [],
  artifacts: [],
};

/**
 * Writes the answer: the quotes of every part that was found, then which parts were not.
 * @param result - what follows from all that is quoted, and is cited with all of it
 */
export const writeAnswer = (parts: readonly AnsweredPart[], result?: string): Answer => {
  const found = parts.filter(({ quotes }) => quotes.length > 0);
  if (found.length === 0) return unanswered;
  const writer = new AnswerWriter();
  for (const { quotes } of found) for (const { passage, sentence } of quotes) writer.quote(passage, sentence);
  for (const { part, quotes } of parts) if (quotes.length === 0) writer.say(notFoundPart(part.text));
  if (result !== undefined)
    writer.say(`${result} ${writer.citations.map(({ index }) => `[${index}]`).join('')}`);
  const confidence = found.reduce((sum, { coverage }) => sum + coverage, 0) / parts.length;
  return {
    output: writer.text,
    answerable: true,
    confidence: Math.min(1, Math.round(confidence * 100) / 100),
    citations: writer.citations,
    artifacts: [],
  };
};
