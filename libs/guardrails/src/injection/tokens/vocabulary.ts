import { foldText } from '../normalise/fold-text.ts';
import { hashOf } from './hash.ts';
import { misspellingsOf } from './misspellings.ts';
import { rotateUnit } from './rot13.ts';
import { Trie } from './trie.ts';

const none: readonly number[] = [];
/** Shorter beginnings stand for too many words. */
const shortestStem = 3;
/** Shorter words are other words in rot13 too often. */
const shortestRotated = 5;

/** Bits of the hashes of misspelled words: most words are none, and are dealt with by one look. */
const misspelledBits = 14;

const addTo = (table: number[][], node: number, concept: number): void => {
  const concepts = (table[node] ??= []);
  if (!concepts.includes(concept)) concepts.push(concept);
};

/**
 * The words that rules know. A word that ends in `*` stands for all words that begin like it. Concepts are numbers: a
 * rule tests them by index. Words are looked up where they stand in a folded text.
 */
export class Vocabulary {
  readonly #trie = new Trie();
  readonly #concepts = new Map<string, number>();
  /** By node: what the word that ends there stands for by itself, and what every word that begins so stands for. */
  readonly #words: number[][] = [];
  readonly #stems: number[][] = [];

  /** The right words by the hashes of wrong ones. */
  readonly #corrections = new Map<number, string>();
  readonly #misspelled = new Uint8Array(1 << misspelledBits);

  /** The number of a concept. */
  concept(name: string): number {
    const known = this.#concepts.get(name);
    if (known !== undefined) return known;
    const number = this.#concepts.size;
    this.#concepts.set(name, number);
    return number;
  }

  /** How many concepts there are. */
  get size(): number {
    return this.#concepts.size;
  }

  add(word: string, concept: number): void {
    const isStem = word.endsWith('*');
    const node = this.#trie.insert(foldText(isStem ? word.slice(0, -1) : word));
    addTo(isStem ? this.#stems : this.#words, node, concept);
  }

  /** Takes slips of the keyboard in a word for it, unless they make a word that is known already. */
  addMisspellings(word: string): void {
    for (const wrong of misspellingsOf(word)) {
      if (this.lookup(wrong).length > 0) continue;
      const hash = hashOf(wrong).word;
      this.#misspelled[hash & (this.#misspelled.length - 1)] = 1;
      this.#corrections.set(hash, word);
    }
  }

  /** The word that one with a hash stands for, or undefined when it is no misspelling. */
  correctionOf(hash: number): string | undefined {
    return this.#misspelled[hash & (this.#misspelled.length - 1)] === 1
      ? this.#corrections.get(hash)
      : undefined;
  }

  /** Whether a part of a text is a known word as it is, stems not counted. */
  hasWord(text: string, start = 0, end = text.length): boolean {
    let node = 0;
    for (let index = start; index < end; index += 1) {
      node = this.#trie.step(node, text.charCodeAt(index));
      if (node === 0) return false;
    }
    return this.#words[node] !== undefined;
  }

  /** Whether a part of a text is a known word of five letters or more in rot13. */
  hasRotatedWord(text: string, start: number, end: number): boolean {
    if (end - start < shortestRotated) return false;
    let node = 0;
    for (let index = start; index < end; index += 1) {
      node = this.#trie.step(node, rotateUnit(text.charCodeAt(index)));
      if (node === 0) return false;
    }
    return this.#words[node] !== undefined;
  }

  /** Whether a known word of two letters or more begins at a place, stems not counted. */
  beginsWord(text: string, start: number, limit: number): boolean {
    let node = 0;
    for (let index = start; index < limit; index += 1) {
      node = this.#trie.step(node, text.charCodeAt(index));
      if (node === 0) return false;
      if (index > start && this.#words[node] !== undefined) return true;
    }
    return false;
  }

  /** Calls back with the end of every known word that begins at a place, the shortest first. */
  eachWordFrom(text: string, start: number, limit: number, found: (end: number) => void): void {
    let node = 0;
    for (let index = start; index < limit; index += 1) {
      node = this.#trie.step(node, text.charCodeAt(index));
      if (node === 0) return;
      if (this.#words[node] !== undefined) found(index + 1);
    }
  }

  /** The concepts that a part of a folded text stands for. */
  lookup(text: string, start = 0, end = text.length): readonly number[] {
    if (end - start >= shortestStem && !this.#trie.mayBegin(text, start)) return none;
    let node = 0;
    let found = none;
    let index = start;
    for (; index < end; index += 1) {
      node = this.#trie.step(node, text.charCodeAt(index));
      if (node === 0) return found;
      const stems = this.#stems[node];
      if (stems !== undefined && index + 1 - start >= shortestStem)
        found = found.length === 0 ? stems : [...new Set([...found, ...stems])];
    }
    const words = this.#words[node];
    if (words === undefined) return found;
    return found.length === 0 ? words : [...new Set([...words, ...found])];
  }
}
