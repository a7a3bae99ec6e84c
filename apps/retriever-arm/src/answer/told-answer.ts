import type { SearchResult } from '@octollm/contracts';
import type { ArmCall } from '@octollm/service-kit';
import { proseSentences } from '@octollm/text';
import { type CitedText, faultsOf } from './check-written.ts';
import { partialAnswer } from './partial-answer.ts';
import { writtenAnswer } from './written-answer.ts';

type Tell = NonNullable<ArmCall['tell']>;

/**
 * As much of a text as no more words can change: its sentences but for the last, which may go on. The one before it is not
 * over either when the last begins with a bracket, which may become a citation that belongs to it.
 */
const settledPart = (text: string): string => {
  const found = proseSentences(text);
  const mayBeCited = found.at(-1)?.text.startsWith('[') === true;
  return text.slice(0, found.at(mayBeCited ? -3 : -2)?.end ?? 0);
};

/**
 * Tells an answer while a model writes it, sentence by sentence: each when it is over and when nothing is wrong with it
 * and those before it (`faultsOf`), its sources first. So nobody reads a figure that stands in no source, and what is
 * told is how the whole answer begins, unless a later sentence has the model write it anew.
 */
export class ToldAnswer {
  readonly #tell: Tell;
  readonly #passages: readonly SearchResult[];
  readonly #texts: readonly CitedText[];
  #json = '';
  /** How much of the present text has been looked at. */
  #seen = 0;
  #told = '';
  #sources = 0;

  /** @param texts what the passages are to the one who checks the answer */
  constructor(tell: Tell, passages: readonly SearchResult[], texts: readonly CitedText[]) {
    this.#tell = tell;
    this.#passages = passages;
    this.#texts = texts;
  }

  /** Takes the next piece of the model's JSON; at 0 it begins anew. */
  async take(piece: string, at: number): Promise<void> {
    if (at === 0) {
      this.#json = '';
      this.#seen = 0;
    }
    this.#json += piece;
    const written = partialAnswer(this.#json);
    if (written === undefined) return;
    const { text, isWhole } = written;
    const settled = isWhole ? text.trimEnd() : settledPart(text);
    if (settled.length <= this.#seen) return;
    this.#seen = settled.length;
    if (faultsOf(settled, this.#texts).length === 0) await this.#show(settled.trimStart());
  }

  async #show(text: string): Promise<void> {
    const { output, citations } = writtenAnswer(text, this.#passages);
    // A model that writes anew often writes the same again.
    if (this.#told.startsWith(output)) return;
    const isAnew = !output.startsWith(this.#told);
    const at = isAnew ? 0 : this.#told.length;
    if (isAnew || citations.length > this.#sources) await this.#tell({ type: 'sources', citations });
    this.#sources = citations.length;
    await this.#tell({ type: 'token', at, text: output.slice(at) });
    this.#told = output;
  }
}
