import { foldText } from '../normalise/fold.ts';
import { rot13 } from './rot13.ts';

const none: readonly number[] = [];
/** Stems are tried at these lengths. Words of Chinese have a length of their own. */
const shortestStem = 3;
/** Shorter words are other words in rot13 too often. */
const shortestRotated = 5;

/**
 * The words that rules know. A word that ends in `*` stands for all words that begin like it. Concepts are numbers: a
 * rule tests them by index.
 */
export class Vocabulary {
  readonly #words = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #rotated = new Set<string>();
  readonly #concepts = new Map<string, number>();
  #longestStem = 0;
  #longestWord = 0;

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

  /** The length of the longest word. */
  get longestWord(): number {
    return this.#longestWord;
  }

  add(word: string, concept: number): void {
    const isStem = word.endsWith('*');
    const key = foldText(isStem ? word.slice(0, -1) : word);
    const table = isStem ? this.#stems : this.#words;
    const concepts = table.get(key) ?? [];
    if (!concepts.includes(concept)) concepts.push(concept);
    table.set(key, concepts);
    if (isStem) this.#longestStem = Math.max(this.#longestStem, key.length);
    else {
      this.#longestWord = Math.max(this.#longestWord, key.length);
      if (key.length >= shortestRotated) this.#rotated.add(rot13(key));
    }
  }

  /** Whether a word is known as it is, stems not counted. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  /** Whether a word is a known one of five letters or more in rot13. */
  hasRotatedWord(word: string): boolean {
    return this.#rotated.has(word);
  }

  /** The concepts that a folded word stands for. */
  lookup(word: string): readonly number[] {
    let found: readonly number[] = this.#words.get(word) ?? none;
    const longest = Math.min(word.length, this.#longestStem);
    for (let length = shortestStem; length <= longest; length += 1) {
      const concepts = this.#stems.get(word.slice(0, length));
      if (concepts !== undefined)
        found = found.length === 0 ? concepts : [...new Set([...found, ...concepts])];
    }
    return found;
  }
}
