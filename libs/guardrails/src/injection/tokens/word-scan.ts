import { CharacterClass, classAt, knownClasses } from './character-class.ts';
import { hashSeed, hashStep, stemLength, type WordHash } from './hash.ts';

const { letter, digit, sign, apostrophe, space } = CharacterClass;
const isAsciiWord = /^\w/;

const isWordClass = (kind: number): boolean => kind === letter || kind === digit;

/** Whether an apostrophe with the s or t of `it's` or `don't` stands at a place. */
const isShortEnding = (text: string, at: number): boolean => {
  const next = text.charAt(at + 1);
  return (next === 's' || next === 't') && !isAsciiWord.test(text.charAt(at + 2));
};

/** A word as far as its letters tell. */
export interface Word extends WordHash {
  readonly end: number;
  /** Where it ends without `'s` or `'t`; the hashes are of that. */
  readonly bareEnd: number;
  /** Whether digits or signs stand among its letters. */
  readonly hasReplacements: boolean;
}

/** Reads one word after the other. What it says holds until the next is read: texts have many, and an object each is costly. */
export class WordScan implements Word {
  end = 0;
  bareEnd = 0;
  isNumber = false;
  hasReplacements = false;
  hasSigns = false;
  word = hashSeed;
  stem = hashSeed;

  /** Reads the word that begins at a place with a letter or a digit. */
  read(text: string, start: number): this {
    const { length } = text;
    const stemEnd = Math.min(length, start + stemLength);
    let end = start;
    let word = hashSeed;
    for (; end < stemEnd; end += 1) {
      const unit = text.charCodeAt(end);
      if (knownClasses[unit] !== letter) break;
      word = hashStep(word, unit);
    }
    const stem = word;
    if (end === stemEnd)
      for (; end < length; end += 1) {
        const unit = text.charCodeAt(end);
        if (knownClasses[unit] !== letter) break;
        word = hashStep(word, unit);
      }
    const behind = end < length ? classAt(text, end) : space;
    // Most words are letters and nothing else.
    if (end === start || isWordClass(behind) || behind === sign || behind === apostrophe)
      return this.#readMixed(text, start);
    this.end = end;
    this.bareEnd = end;
    this.isNumber = false;
    this.hasReplacements = false;
    this.hasSigns = false;
    this.word = word;
    this.stem = stem;
    return this;
  }

  #readMixed(text: string, start: number): this {
    let letters = 0;
    let digits = 0;
    let signs = 0;
    let word = hashSeed;
    let stem = hashSeed;
    let end = start;
    let short = -1;
    for (; end < text.length; end += 1) {
      const kind = classAt(text, end);
      if (kind === letter) letters += 1;
      else if (kind === digit) digits += 1;
      else if (kind === sign && end + 1 < text.length && isWordClass(classAt(text, end + 1))) signs += 1;
      else if (kind === apostrophe && isShortEnding(text, end)) short = end;
      else break;
      if (short >= 0) continue;
      word = hashStep(word, text.charCodeAt(end));
      if (end - start < stemLength) stem = word;
    }
    this.end = end;
    // An apostrophe inside of a word, as in d't@x, is not worth a hash.
    this.bareEnd = short >= 0 && short === end - 2 ? short : end;
    this.isNumber = letters === 0 && signs === 0;
    this.hasReplacements = letters > 0 && digits + signs > 0;
    this.hasSigns = signs > 0;
    this.word = word;
    this.stem = stem;
    return this;
  }
}
