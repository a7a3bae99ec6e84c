/** Fewer characters may be the same by chance. */
const shortest = 12;
/** As much of the end of an answer is compared with the beginning of its rest. */
const longest = 400;

/**
 * Joins the rest of an answer to its beginning: models like to begin with some of the last words again, which are left
 * out. What may still be such a repetition is held back, at most 400 characters.
 */
export class Seam {
  readonly #before: string;
  #held = '';
  #isOpen = true;

  constructor(before: string) {
    this.#before = before.slice(-longest);
  }

  /** @returns what can be told of the rest now */
  add(text: string): string {
    if (!this.#isOpen) return text;
    this.#held += text;
    if (this.#mayRepeat()) return '';
    return this.end();
  }

  /** There is no more of the rest. @returns what was held back and is no repetition */
  end(): string {
    this.#isOpen = false;
    const held = this.#held;
    this.#held = '';
    return held.slice(this.#repeated(held));
  }

  /** Whether all that is held stands somewhere in the text before, up to which its end may follow. */
  #mayRepeat(): boolean {
    return this.#held.length < longest && this.#before.includes(this.#held);
  }

  /** How long the beginning of the rest is that the text before ends with. */
  #repeated(rest: string): number {
    for (let length = Math.min(rest.length, this.#before.length); length >= shortest; length--)
      if (this.#before.endsWith(rest.slice(0, length))) return length;
    return 0;
  }
}
