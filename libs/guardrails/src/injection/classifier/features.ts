import { concepts } from '../rules/concepts.ts';
import { vocabulary } from '../rules/vocabulary.ts';
import type { Token } from '../tokens/token.ts';

/** Features fall into as many buckets, by their hash. */
export const buckets = 1 << 15;

/** Concepts of rules that say something about a text: not single words of rules, and not what fills texts. */
const named: readonly boolean[] = Object.keys(concepts)
  .filter((name) => name !== 'FILLER')
  .reduce<boolean[]>((all, name) => {
    all[vocabulary.concept(name)] = true;
    return all;
  }, []);

/** What keeps features of different kinds apart. */
const kind = {
  word: 0x1b873593,
  stem: 0x2545f491,
  pair: 0x3c6ef372,
  pairWithGap: 0x510e527f,
  first: 0x6a09e667,
  concept: 0x7f4a7c15,
  conceptPair: 0x9b05688c,
  conceptPairApart: 0x1f83d9ab,
  firstConcept: 0xbb67ae85,
} as const;

const mix = (a: number, b: number): number => {
  let hash = Math.imul(a ^ b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

const bucketOf = (what: number, a: number): number => mix(what, a) & (buckets - 1);
const bucketOfPair = (what: number, a: number, b: number): number =>
  mix(what ^ Math.imul(a, 0x27d4eb2f), b) & (buckets - 1);

/** Stands before the first word of a sentence. */
const nothing = 0;
/** Concepts that stand farther apart have nothing to do with each other. */
const conceptReach = 5;
/** A word has at most three concepts that count, so that it has at most as many features. */
const maxConcepts = 3;
/** What every word has: how much a text is worth of which nothing is known. */
export const anyWord = 0;
/** The most features that a word can have: six by its letters, and one, two and nine by its concepts. */
export const maxFeatures = 6 + maxConcepts * (2 + maxConcepts);

/** The sentence in which a pair of words was seen last, by its bucket: one table for all readers, which count on. */
const seenIn = new Int32Array(buckets);
let sentences = 0;

/**
 * Goes through the words of a text and tells the features of each: the word, its beginning, the two with what stands
 * before, and what rules take them for, which is the same in all languages. What a word is worth depends on the words
 * before it alone, so that the worth of a passage is the sum over its words. A pair of words that a sentence repeats has
 * none: saying a thing a hundred times makes it no more of an attack.
 */
export class FeatureReader {
  /** The buckets of the word that was read last, as many as `read` said. */
  readonly found = new Int32Array(maxFeatures);
  #before = nothing;
  #twoBefore = nothing;
  #lastConcepts: readonly number[] = [];
  #sinceConcepts = 0;
  #sentence = ++sentences;

  /** The number of features of the next word. The end of a sentence has none. */
  read({ isBreak, beginsClause, word, stem, concepts: held }: Token): number {
    if (isBreak) {
      this.#before = nothing;
      this.#twoBefore = nothing;
      this.#sentence = ++sentences;
      return 0;
    }
    // Words that a sign stands between, as in code, are no pair.
    if (beginsClause) this.#before = nothing;
    const pair = bucketOfPair(kind.pair, this.#before, stem);
    const twoBefore = this.#twoBefore;
    this.#twoBefore = this.#before;
    this.#before = stem;
    this.#sinceConcepts += 1;
    if (seenIn[pair] === this.#sentence) return 0;
    seenIn[pair] = this.#sentence;
    const { found } = this;
    let count = 0;
    found[count++] = anyWord;
    found[count++] = bucketOf(kind.word, word);
    if (stem !== word) found[count++] = bucketOf(kind.stem, stem);
    found[count++] = pair;
    found[count++] = bucketOfPair(kind.pairWithGap, twoBefore, stem);
    if (beginsClause) found[count++] = bucketOf(kind.first, stem);
    return held.length === 0 ? count : this.#readConcepts(held, beginsClause, count);
  }

  #readConcepts(held: readonly number[], beginsClause: boolean, from: number): number {
    const { found } = this;
    let count = from;
    let used = 0;
    for (let index = 0; index < held.length; index += 1) {
      const concept = held[index] ?? 0;
      if (named[concept] !== true || used === maxConcepts) continue;
      used += 1;
      found[count++] = bucketOf(kind.concept, concept);
      if (beginsClause) found[count++] = bucketOf(kind.firstConcept, concept);
      if (this.#sinceConcepts > conceptReach) continue;
      let pairs = 0;
      for (let other = 0; other < this.#lastConcepts.length; other += 1) {
        const last = this.#lastConcepts[other] ?? 0;
        if (named[last] !== true || pairs === maxConcepts) continue;
        pairs += 1;
        found[count++] = bucketOfPair(beginsClause ? kind.conceptPairApart : kind.conceptPair, last, concept);
      }
    }
    if (used > 0) {
      this.#lastConcepts = held;
      this.#sinceConcepts = 0;
    }
    return count;
  }
}
