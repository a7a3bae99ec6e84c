import { bitOf } from '../normalise/decoding.ts';
import { CharacterClass, classAt, knownClasses } from './character-class.ts';
import { hashOf, type WordHash } from './hash.ts';
import { leetReadings } from './leet.ts';
import { segment, shortestDivided } from './segment.ts';
import { maskOf, type Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';
import { type Word, WordScan } from './word-scan.ts';

const { letter, digit, apostrophe, stop, space, newline, han, fullStop } = CharacterClass;
const none: readonly number[] = [];
/** Words of single letters, such as `i g n o r e`, are read as one from here on. The letters stand two apart. */
const fewestLetters = 4;
/** With dots between, as in `d.a.n.`, three are enough. */
const fewestDotted = 3;
const apart = 2;
/** The longest word of Chinese that is looked up. */
const longestHan = 6;
const shortEnding = /['\u2019][st]$/;
const exclamationMark = 33;
/** All numbers are alike to a classifier, and all addresses. */
const numberHash = hashOf('0');
const addressHash = hashOf('@');

const isSpace = (kind: number): boolean => kind === space || kind === newline;

class Tokeniser {
  readonly #tokens: Token[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #text: string;
  readonly #scan = new WordScan();
  /** Where the last word ended, and the last place of something that sets the next one off. */
  #lastEnd = 0;
  #setOffAt = 0;
  /** Single letters that may be a spelled word: where the first one stands, how many they are, whether it is set off. */
  #spelledFrom = 0;
  #spelled = 0;
  #isSpelledSetOff = false;

  constructor(text: string, vocabulary: Vocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
  }

  run(): readonly Token[] {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const kind = knownClasses[text.charCodeAt(at)] || classAt(text, at);
      if (kind === letter || kind === digit) at = this.#word(at);
      else if (kind === space) at += 1;
      else if (kind === newline) at = this.#lines(at);
      else if (kind === han) at = this.#han(at);
      else at = this.#sign(at, kind);
    }
    this.#flush();
    return this.#tokens;
  }

  /** The end of a line and the spaces behind it; with an empty line among them they end a paragraph. */
  #lines(start: number): number {
    let end = start;
    let last = start;
    for (; end < this.#text.length; end += 1) {
      const kind = classAt(this.#text, end);
      if (!isSpace(kind)) break;
      if (kind === newline) last = end;
    }
    if (last > start) this.#break(start, last + 1);
    else this.#setOffAt = start;
    return end;
  }

  #sign(at: number, kind: number): number {
    const endsSentence =
      kind === fullStop ||
      ((kind === stop || this.#text.charCodeAt(at) === exclamationMark) &&
        (at + 1 >= this.#text.length || isSpace(classAt(this.#text, at + 1))));
    if (endsSentence) this.#break(at, at + 1);
    else if (kind !== apostrophe || !this.#isInside(at)) this.#setOffAt = at;
    return at + 1;
  }

  /** Whether letters stand on both sides of a sign, as in `d'oublier`. */
  #isInside(at: number): boolean {
    const next = at + 1 < this.#text.length ? classAt(this.#text, at + 1) : space;
    return at > 0 && this.#lastEnd === at && next === letter;
  }

  #break(start: number, end: number): void {
    this.#flush();
    this.#add(start, end, none, 0, numberHash, true);
    this.#setOffAt = end;
  }

  #word(start: number): number {
    const scan = this.#scan.read(this.#text, start);
    const { end } = scan;
    if (end > start + 1) {
      this.#flush();
      if (!this.#known(start, scan)) this.#unknown(start, scan);
      return end;
    }
    if (this.#spelled > 0 && start !== this.#spelledFrom + this.#spelled * apart) this.#flush();
    if (this.#spelled === 0) {
      this.#spelledFrom = start;
      this.#isSpelledSetOff = this.#setOffAt >= this.#lastEnd;
    }
    this.#spelled += 1;
    this.#lastEnd = end;
    return end;
  }

  /** Ends a run of single letters: they are one word when it is known. */
  #flush(): void {
    const [from, count] = [this.#spelledFrom, this.#spelled];
    if (count === 0) return;
    this.#spelled = 0;
    const fewest = this.#text.charAt(from + 1) === '.' ? fewestDotted : fewestLetters;
    if (count >= fewest && this.#spelledWord(from, count)) return;
    for (let at = from; at < from + count * apart; at += apart) {
      const isSetOff = at === from ? this.#isSpelledSetOff : classAt(this.#text, at - 1) !== space;
      const concepts = this.#vocabulary.lookup(this.#text, at, at + 1);
      this.#tokens.push(tokenOf(at, at + 1, concepts, 0, hashOf(this.#text, at, at + 1), false, isSetOff));
    }
  }

  #spelledWord(from: number, count: number): boolean {
    let word = '';
    for (let index = 0; index < count; index += 1) word += this.#text.charAt(from + index * apart);
    const ends = this.#vocabulary.hasWord(word) ? undefined : segment(word, 0, count, this.#vocabulary);
    if (ends === undefined && this.#vocabulary.lookup(word).length === 0) return false;
    let start = 0;
    for (const end of ends ?? [count]) {
      const [first, last] = [from + start * apart, from + (end - 1) * apart + 1];
      const concepts = this.#vocabulary.lookup(word, start, end);
      const isSetOff = start === 0 && this.#isSpelledSetOff;
      const hash = hashOf(word, start, end);
      this.#tokens.push(tokenOf(first, last, concepts, bitOf('spacing'), hash, false, isSetOff));
      start = end;
    }
    return true;
  }

  /** Adds a word that the vocabulary has: as it is, made of several without spaces, or in leetspeak. */
  #known(start: number, scan: Word): boolean {
    const [text, vocabulary] = [this.#text, this.#vocabulary];
    const { end, bareEnd } = scan;
    // A word made of known words is taken apart before the stem at its beginning stands for all of it.
    if (
      end - start >= shortestDivided &&
      vocabulary.beginsWord(text, start, end) &&
      !vocabulary.hasWord(text, start, bareEnd)
    ) {
      const ends = segment(text, start, end, vocabulary);
      if (ends !== undefined) {
        this.#divided(start, ends);
        return true;
      }
    }
    const concepts = vocabulary.lookup(text, start, bareEnd);
    if (concepts.length > 0) this.#add(start, end, concepts, 0, scan);
    return concepts.length > 0 || (scan.hasReplacements && this.#leet(start, end));
  }

  #divided(start: number, ends: readonly number[]): void {
    let from = start;
    for (const to of ends) {
      const concepts = this.#vocabulary.lookup(this.#text, from, to);
      this.#add(from, to, concepts, bitOf('spacing'), hashOf(this.#text, from, to));
      from = to;
    }
  }

  #leet(start: number, end: number): boolean {
    for (const reading of leetReadings(this.#text.slice(start, end))) {
      const concepts = this.#vocabulary.lookup(reading);
      if (concepts.length === 0) continue;
      this.#add(start, end, concepts, bitOf('leetspeak'), hashOf(reading));
      return true;
    }
    return false;
  }

  #unknown(start: number, scan: WordScan): void {
    const { end } = scan;
    if (scan.isNumber) this.#add(start, end, none, 0, numberHash);
    else if (!scan.hasSigns) this.#plain(start, scan);
    else {
      const word = this.#text.slice(start, end);
      if (word.includes('@')) this.#add(start, end, this.#vocabulary.lookup('@'), 0, addressHash);
      else this.#parts(start, word);
    }
  }

  /** A word that is not known; a slip of the keyboard may be why. */
  #plain(start: number, scan: WordScan): void {
    const word = this.#vocabulary.correctionOf(scan.word);
    if (word === undefined) this.#add(start, scan.end, none, 0, scan);
    else this.#add(start, scan.end, this.#vocabulary.lookup(word), bitOf('misspelling'), hashOf(word));
  }

  /** Signs that replaced no letters separate words after all. */
  #parts(start: number, word: string): void {
    for (const { 0: part, index } of word.matchAll(/[^@$!]+/g)) {
      const from = start + index;
      const end = from + part.length;
      const bareEnd = shortEnding.test(part) ? end - 2 : end;
      const hash = hashOf(this.#text, from, bareEnd);
      if (index > 0) this.#setOffAt = from;
      const scan = { end, bareEnd, hasReplacements: true, ...hash };
      if (!this.#known(from, scan)) this.#add(from, end, none, 0, hash);
    }
  }

  #han(start: number): number {
    this.#flush();
    const [text, vocabulary] = [this.#text, this.#vocabulary];
    let end = start;
    while (end < text.length && classAt(text, end) === han) end += 1;
    for (let at = start; at < end; ) {
      let to = at + 1;
      vocabulary.eachWordFrom(text, at, Math.min(end, at + longestHan), (found) => {
        to = found;
      });
      this.#add(at, to, vocabulary.lookup(text, at, to), 0, hashOf(text, at, to));
      at = to;
    }
    return end;
  }

  #add(
    start: number,
    end: number,
    concepts: readonly number[],
    bits: number,
    hash: WordHash,
    isBreak = false,
  ): void {
    const isSetOff = this.#setOffAt >= this.#lastEnd;
    this.#tokens.push(tokenOf(start, end, concepts, bits, hash, isBreak, isSetOff));
    this.#lastEnd = end;
  }
}

const tokenOf = (
  start: number,
  end: number,
  concepts: readonly number[],
  bits: number,
  { word, stem }: WordHash,
  isBreak: boolean,
  beginsClause: boolean,
): Token => ({
  start,
  end,
  concepts,
  mask: concepts === none ? 0 : maskOf(concepts),
  isBreak,
  beginsClause,
  bits,
  word,
  stem,
});

/** The words of a folded text that rules look at, in order, with the ends of sentences between them. */
export const tokenise = (text: string, vocabulary: Vocabulary): readonly Token[] =>
  new Tokeniser(text, vocabulary).run();
