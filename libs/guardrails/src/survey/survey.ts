import { rolesOf } from '../lexicon/lexicon.ts';
import { roles } from '../lexicon/roles.ts';
import { characters, foldedBits, kindShift, kinds } from './characters.ts';
import { hashFactor, hashStart } from './hash.ts';

/** Roles of which a word in lower case is remembered. Of ordinary words only what is capitalised is of use. */
const remembered = ~(roles.common | roles.surname | roles.longPlace);
/** The shortest run of letters and digits that is remembered without a digit: some keys have none. */
const longToken = 20;

/**
 * What one pass over a text finds that detectors begin from, as flat lists of offsets: none of them has to read the
 * whole text again, and those whose beginnings do not occur do nothing.
 */
export interface Survey {
  /** Start and end of each run of ASCII digits. */
  readonly digits: readonly number[];
  /** Start and end of each run of ASCII letters and digits that holds a digit or is long. */
  readonly tokens: readonly number[];
  /** Start, end and roles of each word that is capitalised or has a role, as bits of `roles`. */
  readonly words: readonly number[];
  /** The roles of all words together. */
  readonly roles: number;
  /** Whether the text holds invisible characters or other forms of ASCII ones. */
  readonly isDisguised: boolean;
}

/** The last letter of the languages of Western Europe; German capitalises its nouns, those that follow do not. */
const latin1 = 0xff;
const digit = kinds.digit << kindShift;
const letter = kinds.letter << kindShift;
const upper = kinds.upper << kindShift;
const single = kinds.single << kindShift;
const disguisedBits = kinds.disguised << kindShift;

/** Reads a text once. Time and memory grow with its length. */
export const surveyOf = (text: string): Survey => {
  const digits: number[] = [];
  const tokens: number[] = [];
  const words: number[] = [];
  const length = text.length;
  let all = 0;
  let seen = 0;
  let tokenStart = 0;
  let tokenEnd = -1;
  let hasDigit = false;
  let index = 0;
  while (index < length) {
    let code = text.charCodeAt(index);
    let entry = characters[code] ?? 0;
    if ((entry & (letter | digit)) === 0) {
      seen |= entry;
      index += 1;
      continue;
    }
    const start = index;
    const first = entry;
    let highest = 0;
    if ((entry & digit) !== 0) {
      do {
        index += 1;
        entry = index < length ? (characters[text.charCodeAt(index)] ?? 0) : 0;
      } while ((entry & digit) !== 0);
      digits.push(start, index);
    } else {
      let hash = hashStart;
      do {
        hash = Math.imul(hash ^ (entry & foldedBits), hashFactor);
        highest |= code;
        index += 1;
        code = index < length ? text.charCodeAt(index) : 0;
        entry = characters[code] ?? 0;
      } while ((entry & (letter | single)) === letter && (first & single) === 0);
      // Words with marks of other languages are none of the ordinary English words that they fold to.
      const known = highest > latin1 ? rolesOf(hash) & ~roles.common : rolesOf(hash);
      all |= known;
      if ((first & upper) !== 0) words.push(start, index, known | roles.capital);
      else if ((known & remembered) !== 0) words.push(start, index, known);
    }
    if (highest > 127) continue;
    if (tokenEnd !== start) {
      if (hasDigit || tokenEnd - tokenStart >= longToken) tokens.push(tokenStart, tokenEnd);
      tokenStart = start;
      hasDigit = false;
    }
    tokenEnd = index;
    if ((first & digit) !== 0) hasDigit = true;
  }
  if (hasDigit || tokenEnd - tokenStart >= longToken) tokens.push(tokenStart, tokenEnd);
  return { digits, tokens, words, roles: all, isDisguised: (seen & disguisedBits) !== 0 };
};
