import { isWide, signsFor } from './word-pattern.ts';

/** What a unit is at the beginning of words, as bits. */
const inWord = 1;
const beginsNarrow = 2;
const beginsWide = 4;
/** Anything may follow: the unit is a word by itself, or what follows it is an ending or a gap. */
const opens = 8;

const tableBits = 15;
/** A place in a table for two units, or for the place of two and a third. */
const placeOf = (first: number, second: number): number =>
  (Math.imul(first, 0x1f) ^ second) & ((1 << tableBits) - 1);
/** What a pair of units is at the beginning of words: of some it is enough, of others the third unit tells. */
const pair = { begins: 1, isEnough: 2 } as const;

/** Signs of a word that do not stand for themselves: the end of it may be anything, and so may a gap. */
const isOpen = (sign: string): boolean => sign === '*' || sign === ' ' || sign === '';

/**
 * Where in a text words of a list may begin, by their first three units. A pattern for all of them tries every branch at
 * every place; this table rules out nearly all of the places before it is asked.
 */
export class WordBeginnings {
  readonly #kinds = new Uint8Array(0x10000);
  readonly #pairs = new Uint8Array(1 << tableBits);
  readonly #triples = new Uint8Array(1 << tableBits);

  /**
   * @param words folded, as `wordPattern` takes them
   * @param signs units that are looked for besides, wherever they stand
   */
  constructor(words: readonly string[], signs = '') {
    for (let unit = 0; unit < this.#kinds.length; unit += 1)
      if (/[a-z\d\u0400-\u04ff]/.test(String.fromCharCode(unit))) this.#kinds[unit] = inWord;
    for (const word of words) this.#add(word);
    for (const sign of signs) this.#mark(sign, beginsWide | opens);
  }

  #mark(character: string, bits: number): void {
    const unit = character.charCodeAt(0);
    this.#kinds[unit] = (this.#kinds[unit] ?? 0) | bits;
  }

  #add(word: string): void {
    const [first, second, third] = [word.charAt(0), word.charAt(1), word.charAt(2)];
    const bits = (isWide(word) ? beginsWide : beginsNarrow) | (isOpen(second) ? opens : 0);
    for (const one of signsFor(first)) {
      this.#mark(one, bits);
      for (const two of signsFor(second)) {
        const place = placeOf(one.charCodeAt(0), two.charCodeAt(0));
        this.#pairs[place] = (this.#pairs[place] ?? 0) | (isOpen(third) ? pair.isEnough : pair.begins);
        for (const three of signsFor(third)) this.#triples[placeOf(place, three.charCodeAt(0))] = 1;
      }
    }
  }

  /** The first place from one on at which a word may begin, or -1. */
  next(text: string, from: number): number {
    const [kinds, pairs, triples] = [this.#kinds, this.#pairs, this.#triples];
    let before = from > 0 ? (kinds[text.charCodeAt(from - 1)] ?? 0) : 0;
    for (let index = from; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      const kind = kinds[unit] ?? 0;
      if (kind > inWord && ((before & inWord) === 0 || (kind & beginsWide) !== 0)) {
        if ((kind & opens) !== 0) return index;
        const place = placeOf(unit, text.charCodeAt(index + 1));
        const known = pairs[place] ?? 0;
        if (known >= pair.isEnough) return index;
        if (known !== 0 && triples[placeOf(place, text.charCodeAt(index + 2))] === 1) return index;
      }
      before = kind;
    }
    return -1;
  }
}
