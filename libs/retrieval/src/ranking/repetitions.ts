import { figures, sameFigure, words } from '@octollm/text';
import type { Passage } from '../passage.ts';
import type { PassageReader } from './read-passage.ts';
import { resemblance, shinglesOf } from './shingles.ts';

/** From here on two passages are one text with small edits: about five words changed in eighty. */
const leastResemblance = 0.7;

const negation = /^(?:not?|never|none|nothing|nobody|neither|nor|without|cannot|\p{L}+n['’]t)$/iu;

const negationsIn = (text: string): number => words(text).filter((word) => negation.test(word.text)).length;

/** Tells which passages of one search only say again what another one says. */
export class Repetitions {
  readonly #reader: PassageReader;
  readonly #shingles = new Map<string, ReadonlySet<string>>();

  constructor(reader: PassageReader) {
    this.#reader = reader;
  }

  /**
   * Whether a passage is another one with small edits, and has nothing that the other lacks: no word of the query, in its
   * headings and its title either, no figure and no negation. The same paragraph under `Model A` and under `Model B` are
   * two answers to a question that names both.
   */
  repeats(passage: Passage, other: Passage): boolean {
    if (resemblance(this.#shinglesOf(passage), this.#shinglesOf(other)) < leastResemblance) return false;
    const known = this.#reader.read(other).places;
    for (const term of this.#reader.read(passage).places.keys()) if (!known.has(term)) return false;
    if (negationsIn(passage.text) !== negationsIn(other.text)) return false;
    const held = figures(other.text);
    return figures(passage.text).every((figure) => held.some((one) => sameFigure(one, figure)));
  }

  #shinglesOf({ chunkId, text }: Passage): ReadonlySet<string> {
    const known = this.#shingles.get(chunkId);
    if (known !== undefined) return known;
    const made = shinglesOf(text);
    this.#shingles.set(chunkId, made);
    return made;
  }
}
