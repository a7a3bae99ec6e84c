import { sameFigure } from '@octollm/text';
import type { Passage } from '../passage.ts';
import type { PassageReader } from './read-passage.ts';
import { resemblance } from './shingles.ts';
import { Wording } from './wording.ts';

/** From here on two passages are one text with small edits: about five words changed in eighty. */
const leastResemblance = 0.7;

/** Tells which passages of one search only say again what another one says. */
export class Repetitions {
  readonly #reader: PassageReader;
  readonly #wordings = new Map<string, Wording>();

  constructor(reader: PassageReader) {
    this.#reader = reader;
  }

  /**
   * Whether a passage is another one with small edits, and has nothing that the other lacks: no word of the query, in its
   * headings and its title either, no figure and no negation. The same paragraph under `Model A` and under `Model B` are
   * two answers to a question that names both.
   */
  repeats(passage: Passage, other: Passage): boolean {
    const [own, theirs] = [this.#wordingOf(passage), this.#wordingOf(other)];
    if (resemblance(own.shingles, theirs.shingles) < leastResemblance) return false;
    const known = this.#reader.read(other).places;
    for (const term of this.#reader.read(passage).places.keys()) if (!known.has(term)) return false;
    if (own.negations !== theirs.negations) return false;
    return own.figures.every((figure) => theirs.figures.some((one) => sameFigure(one, figure)));
  }

  #wordingOf(passage: Passage): Wording {
    const known = this.#wordings.get(passage.chunkId);
    if (known !== undefined) return known;
    const made = new Wording(passage.text);
    this.#wordings.set(passage.chunkId, made);
    return made;
  }
}
