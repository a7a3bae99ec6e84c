import type { Citation, JudgeInput, SearchResult } from '@octollm/contracts';
import { comparable } from './comparable.ts';
import { Reading } from './reading.ts';

/**
 * - `resolved`: the passage is one of those given, word for word
 * - `unknown`: no passage with that id was given
 * - `altered`: the given passage does not hold the text, or belongs to another document
 */
export type CitationState = 'resolved' | 'unknown' | 'altered';

/** What the citations of an answer lead to. */
export class Sources {
  readonly #given: ReadonlyMap<string, SearchResult>;
  readonly #cited: ReadonlyMap<number, Citation>;
  readonly #readings = new Map<string, Reading>();

  constructor({ answer, passages }: Pick<JudgeInput, 'answer' | 'passages'>) {
    this.#given = new Map(passages.map((passage) => [passage.chunk_id.toLowerCase(), passage]));
    this.#cited = new Map(answer.citations.map((citation) => [citation.index, citation]));
  }

  has(index: number): boolean {
    return this.#cited.has(index);
  }

  stateOf(citation: Citation): CitationState {
    const given = this.#given.get(citation.chunk_id.toLowerCase());
    if (given === undefined) return 'unknown';
    const quoted = comparable(citation.passage);
    const holds = quoted !== '' && this.#read(given.text).comparable().includes(quoted);
    return holds && given.document_id.toLowerCase() === citation.document_id.toLowerCase()
      ? 'resolved'
      : 'altered';
  }

  /** The passages that a claim's citations resolve to. */
  readingsOf(indexes: readonly number[]): Reading[] {
    return [...new Set(indexes)].flatMap((index) => {
      const citation = this.#cited.get(index);
      return citation !== undefined && this.stateOf(citation) === 'resolved'
        ? [this.#read(citation.passage)]
        : [];
    });
  }

  /** All the passages that were given. */
  get allReadings(): Reading[] {
    return [...this.#given.values()].map(({ text }) => this.#read(text));
  }

  #read(text: string): Reading {
    const reading = this.#readings.get(text) ?? new Reading(text);
    this.#readings.set(text, reading);
    return reading;
  }
}
