import { foldText } from '../normalise/fold.ts';
import { rotateUnit } from './rot13.ts';
import { Trie } from './trie.ts';

const none: readonly number[] = [];
/** Shorter beginnings stand for too many words. */
const shortestStem = 3;
/** Shorter words are other words in rot13 too often. */
const shortestRotated = 5;

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
