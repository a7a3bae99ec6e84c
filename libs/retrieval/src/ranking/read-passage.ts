import { terms } from '@octollm/text';
import type { Passage } from '../passage.ts';

/** A passage with its terms. */
export interface ReadPassage {
  readonly passage: Passage;
  /** How often each term stands in it, its headings and its title included. */
  readonly counts: ReadonlyMap<string, number>;
  /** How many terms it has, repeated ones included. */
  readonly length: number;
  /** Where each term of the query stands among them. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** The terms of the title of its document and of the headings it stands under. */
  readonly heading: ReadonlySet<string>;
}

/** Finds the terms of passages for a query, those of each passage once. */
export class PassageReader {
  readonly #sought: ReadonlySet<string>;
  readonly #read = new Map<string, ReadPassage>();

  /** @param sought - the terms of the query */
  constructor(sought: Iterable<string>) {
    this.#sought = new Set(sought);
  }

  read(passage: Passage): ReadPassage {
    const known = this.#read.get(passage.chunkId);
    if (known !== undefined) return known;
    const made = readPassage(passage, this.#sought);
    this.#read.set(passage.chunkId, made);
    return made;
  }
}

const readPassage = (passage: Passage, sought: ReadonlySet<string>): ReadPassage => {
  const heading = terms(`${passage.title ?? ''}\n${passage.heading ?? ''}`);
  const all = [...heading, ...terms(passage.text)];
  const counts = new Map<string, number>();
  const places = new Map<string, number[]>();
  for (const [place, term] of all.entries()) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
    if (!sought.has(term)) continue;
    const known = places.get(term);
    if (known === undefined) places.set(term, [place]);
    else known.push(place);
  }
  return {
    passage,
    counts,
    length: all.length,
    places,
    heading: new Set(heading),
  };
};
