const space = /\s/;
/** Invisible characters hide what stands beside them. Half of a pair may be half of a digit. */
const digit = /[\p{Nd}\p{Cf}\ud800-\udfff]/u;
const dash = /\p{Pd}/u;

/**
 * Follows a growing text and knows where it can be cut: behind white space, unless digits stand on both sides of it or
 * may still come on the other one.
 */
export class CuttingPoints {
  #seen = 0;
  #isAfterDigit = false;
  #isInGap = false;
  #last = 0;

  /** The last point at which the text can be cut, 0 when there is none. Looks at what is new alone. */
  in(text: string): number {
    for (; this.#seen < text.length; this.#seen += 1) {
      const character = text.charAt(this.#seen);
      if (space.test(character)) {
        this.#isInGap = true;
        continue;
      }
      const isDigit = digit.test(character);
      const isDash = !isDigit && dash.test(character);
      if (this.#isInGap && !(this.#isAfterDigit && (isDigit || isDash))) this.#last = this.#seen;
      this.#isInGap = false;
      // A dash behind digits may lead to more of them.
      this.#isAfterDigit = isDigit || (isDash && this.#isAfterDigit);
    }
    if (this.#isInGap && !this.#isAfterDigit) this.#last = this.#seen;
    return this.#last;
  }

  /** Says that the text begins later now. */
  dropped(length: number): void {
    this.#seen -= length;
    this.#last = Math.max(0, this.#last - length);
  }
}
