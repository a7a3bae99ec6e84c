import { longestQuoted } from '../secrets/assigned-values.ts';

/**
 * Follows a text character by character and knows whether it is within quotation marks behind a sign of assignment:
 * a password in there may hold spaces. What is longer than such a password is not followed to its end.
 */
export class QuotedValue {
  #mark = '';
  #length = 0;
  #isAfterSign = false;

  /** Takes the next character, and tells whether a value is open behind it. */
  isOpenAfter(character: string): boolean {
    if (this.#mark === '') return this.#opens(character);
    this.#length += 1;
    if (character === this.#mark || character === '\n' || this.#length > longestQuoted) this.#mark = '';
    return this.#mark !== '';
  }

  #opens(character: string): boolean {
    const isQuote = character === '"' || character === "'" || character === '`';
    if (isQuote && this.#isAfterSign) {
      this.#mark = character;
      this.#length = 0;
    }
    const goesOn = character === ' ' || character === '>';
    this.#isAfterSign = character === ':' || character === '=' || (goesOn && this.#isAfterSign);
    return this.#mark !== '';
  }
}
