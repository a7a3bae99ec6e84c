import { jointCharacter } from '../pii/digit-groups.ts';
import { QuotedValue } from './quoted-value.ts';

const space = /\s/;
/** Invisible characters hide what stands beside them. Half of a pair may be half of a digit. */
const digit = /[\p{Nd}\p{No}\p{Cf}\ud800-\udfff]/u;

/** What a character is to the place of a cut. */
const kinds = { unknown: 0, other: 1, space: 2, digit: 3, joint: 4 } as const;
/** By UTF-16 unit, filled as they come: three patterns for each character of a stream would cost more than all else. */
const known = new Uint8Array(0x1_00_00);

const kindOf = (character: string): number => {
  if (space.test(character)) return kinds.space;
  if (digit.test(character)) return kinds.digit;
  return jointCharacter.test(character) ? kinds.joint : kinds.other;
};

const kindAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  return (known[unit] ||= kindOf(String.fromCharCode(unit)));
};

/**
 * Follows a growing text and knows where it can be cut: behind white space, unless digits stand on both sides of it or
 * may still come on the other one, and not within a value in quotation marks.
 */
export class CuttingPoints {
  #seen = 0;
  #isAfterDigit = false;
  #isInGap = false;
  #last = 0;
  readonly #value = new QuotedValue();
  #isInValue = false;

  /** The last point at which the text can be cut, 0 when there is none. Looks at what is new alone. */
  in(text: string): number {
    for (; this.#seen < text.length; this.#seen += 1) {
      const kind = kindAt(text, this.#seen);
      const wasInValue = this.#isInValue;
      this.#isInValue = this.#value.isOpenAfter(text.charAt(this.#seen));
      if (kind === kinds.space) {
        this.#isInGap = true;
        continue;
      }
      const isDigit = kind === kinds.digit;
      const isJoint = kind === kinds.joint;
      if (this.#isInGap && !wasInValue && !(this.#isAfterDigit && (isDigit || isJoint)))
        this.#last = this.#seen;
      this.#isInGap = false;
      // Behind digits, a sign that joins may lead to more of them.
      this.#isAfterDigit = isDigit || (isJoint && this.#isAfterDigit);
    }
    if (this.#isInGap && !this.#isInValue && !this.#isAfterDigit) this.#last = this.#seen;
    return this.#last;
  }

  /** Says that the text begins later now. */
  dropped(length: number): void {
    this.#seen -= length;
    this.#last = Math.max(0, this.#last - length);
  }
}
