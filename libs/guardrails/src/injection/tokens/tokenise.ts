import { bitOf } from '../normalise/decoding.ts';
import { segment } from './segment.ts';
import type { Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Characters of Chinese and Japanese, which stand without spaces between words. */
const han = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
/** Chinese words, other words with what replaces letters inside, ends of sentences and of paragraphs. */
const pieces = new RegExp(
  `[${han}]+|(?:(?![${han}])[\\p{L}\\p{N}])(?:(?![${han}])[\\p{L}\\p{N}]|[@$!](?=[\\p{L}\\p{N}])|['\\u2019](?=[st]\\b))*|[.!?;\\u3002\\uff01\\uff1f](?=\\s|$)|\\n\\s*\\n`,
  'gu',
);
/** The same for a text of ASCII, which is most often all there is. */
const asciiPieces = /[a-z\d](?:[a-z\d]|[@$!](?=[a-z\d])|'(?=[st]\b))*|[.!?;](?=\s|$)|\n\s*\n/g;
const nonAscii = /[^\0-\x7f]/;
const hanStart = new RegExp(`^[${han}]`, 'u');
const isHan = (text: string): boolean => text.charCodeAt(0) > 127 && hanStart.test(text);
const isWord = /^[\p{L}\p{N}]/u;
/** What sets the next word off: punctuation or a new line. */
const setsOff = /[^\p{L}\p{N}\s]|\n/u;
const longestSetOff = 8;

const replaced: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const sign = /[@$!]/;
const withReplacements = /^(?=.*[a-z])(?=.*[\d@$!])[a-z\d@$!]+$/;

/** What a word in leetspeak reads as; a 1 is an i or an l. */
const leetReadings = (word: string): readonly string[] => {
  if (word.length > 40 || !withReplacements.test(word)) return [];
  const read = (one: string) =>
    word.replaceAll(/[\d@$!]/g, (sign) => (sign === '1' ? one : (replaced[sign] ?? sign)));
  return word.includes('1') ? [read('i'), read('l')] : [read('i')];
};

/** A part of a word that stands for something. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly concepts: readonly number[];
  readonly bits: number;
}

const partsOf = (word: string, ends: readonly number[], vocabulary: Vocabulary): readonly Part[] =>
  ends.map((to, index) => {
    const from = ends[index - 1] ?? 0;
    return { from, to, concepts: vocabulary.lookup(word.slice(from, to)), bits: bitOf('spacing') };
  });

/** What a word is read as: several words without spaces, itself, or leetspeak. Nothing when it is not known. */
const readWord = (word: string, vocabulary: Vocabulary): readonly Part[] => {
  const bare = word.replace(/['\u2019][st]$/, '');
  // A word made of known words is taken apart before the stem at its beginning stands for all of it.
  const ends = vocabulary.hasWord(bare) ? undefined : segment(word, vocabulary);
  if (ends !== undefined) return partsOf(word, ends, vocabulary);
  const whole = { from: 0, to: word.length };
  const concepts = vocabulary.lookup(bare);
  if (concepts.length > 0) return [{ ...whole, concepts, bits: 0 }];
  for (const reading of leetReadings(word)) {
    const leet = vocabulary.lookup(reading);
    if (leet.length > 0) return [{ ...whole, concepts: leet, bits: bitOf('leetspeak') }];
  }
  return [];
};

interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Words of single letters, such as `i g n o r e`, as one. A wider gap ends a word. */
const fewestLetters = 4;

class Tokeniser {
  readonly #tokens: Token[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #text: string;
  /** What words were read as: most come again and again. */
  readonly #read = new Map<string, readonly Part[]>();
  #clauseFrom = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
  }

  run(): readonly Token[] {
    const letters: Piece[] = [];
    for (const { 0: text, index: start } of this.#text.matchAll(
      nonAscii.test(this.#text) ? pieces : asciiPieces,
    )) {
      const last = letters.at(-1);
      const isLetter = text.length === 1 && isWord.test(text) && !isHan(text);
      if (last !== undefined && (!isLetter || start - last.start !== 2)) this.#flush(letters);
      if (isLetter) letters.push({ text, start });
      else this.#piece({ text, start });
    }
    this.#flush(letters);
    return this.#tokens;
  }

  #flush(letters: Piece[]): void {
    const spelled = letters.splice(0);
    const first = spelled[0];
    if (first === undefined) return;
    const word = spelled.map(({ text }) => text).join('');
    const bits = bitOf('spacing');
    // The letters of a spelled word stand two characters apart.
    if (spelled.length >= fewestLetters && this.#known(word, first.start, bits, 2)) return;
    for (const letter of spelled) this.#piece(letter);
  }

  #piece({ text, start }: Piece): void {
    if (!isWord.test(text)) this.#push(start, start + text.length, [], 0, true);
    else if (isHan(text)) this.#han(text, start);
    else if (!this.#known(text, start, 0, 1)) this.#unknown(text, start);
  }

  /** Adds a word that the vocabulary has. */
  #known(word: string, start: number, bits: number, step: number): boolean {
    const parts = this.#read.get(word) ?? readWord(word, this.#vocabulary);
    this.#read.set(word, parts);
    for (const { from, to, concepts, bits: more } of parts)
      this.#push(start + from * step, start + (to - 1) * step + 1, concepts, bits | more, false);
    return parts.length > 0;
  }

  #unknown(text: string, start: number): void {
    if (!sign.test(text)) {
      this.#push(start, start + text.length, [], 0, false);
      return;
    }
    // Signs that replaced no letters separate words after all.
    const parts = Array.from(text.matchAll(/[^@$!]+/g));
    if (parts.length === 1 || text.includes('@'))
      this.#push(start, start + text.length, this.#address(text), 0, false);
    else
      for (const { 0: part, index } of parts) {
        if (!this.#known(part, start + index, 0, 1))
          this.#push(start + index, start + index + part.length, [], 0, false);
      }
  }

  #address(text: string): readonly number[] {
    return text.includes('@') ? this.#vocabulary.lookup('@') : [];
  }

  #han(text: string, start: number): void {
    for (let index = 0; index < text.length; ) {
      let length = Math.min(6, text.length - index);
      while (length > 1 && !this.#vocabulary.hasWord(text.slice(index, index + length))) length -= 1;
      const word = text.slice(index, index + length);
      this.#push(start + index, start + index + length, this.#vocabulary.lookup(word), 0, false);
      index += length;
    }
  }

  #push(start: number, end: number, concepts: readonly number[], bits: number, isBreak: boolean): void {
    const between = this.#text.slice(this.#clauseFrom, Math.min(start, this.#clauseFrom + longestSetOff));
    const last = this.#tokens.at(-1);
    const beginsClause = last === undefined || last.isBreak || (between !== ' ' && setsOff.test(between));
    this.#tokens.push({ start, end, concepts, isBreak, beginsClause, bits });
    this.#clauseFrom = end;
  }
}

/** The words of a folded text that rules look at, in order, with the ends of sentences between them. */
export const tokenise = (text: string, vocabulary: Vocabulary): readonly Token[] =>
  new Tokeniser(text, vocabulary).run();
