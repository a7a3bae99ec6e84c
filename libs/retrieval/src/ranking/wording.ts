import { type Figure, figures, words } from '@octollm/text';
import { shinglesOf } from './shingles.ts';

const negation = /^(?:not?|never|none|nothing|nobody|neither|nor|without|cannot|\p{L}+n['’]t)$/iu;

/**
 * What a text says word for word, for its comparison with many others. Each part is read once, and not before it is asked
 * for: most texts resemble no other, so that nobody asks for their figures, which take the longest to read.
 */
export class Wording {
  readonly #text: string;
  #shingles?: ReadonlySet<string>;
  #negations?: number;
  #figures?: readonly Figure[];

  constructor(text: string) {
    this.#text = text;
  }

  get shingles(): ReadonlySet<string> {
    this.#shingles ??= shinglesOf(this.#text);
    return this.#shingles;
  }

  /** How many words deny something. */
  get negations(): number {
    this.#negations ??= words(this.#text).filter((word) => negation.test(word.text)).length;
    return this.#negations;
  }

  get figures(): readonly Figure[] {
    this.#figures ??= figures(this.#text);
    return this.#figures;
  }
}
