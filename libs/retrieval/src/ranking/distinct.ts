import type { RankedPassage } from '../search/ranked-passage.ts';
import type { Repetitions } from './repetitions.ts';

/** What a ranking holds when every text is to be there once. */
export interface Distinct {
  /** Best first. */
  readonly passages: readonly RankedPassage[];
  /** How many of them say something that no better one says. */
  readonly different: number;
}

/**
 * The best passages of a ranking, each text once: one that only repeats a better one gives up its place to what says
 * something else. It keeps its place where there is room, so nothing is missing from a list that is long enough.
 */
export const distinct = (
  ranked: readonly RankedPassage[],
  limit: number,
  repetitions: Repetitions,
): Distinct => {
  const taken: RankedPassage[] = [];
  const repeated: RankedPassage[] = [];
  for (const candidate of ranked) {
    if (taken.length === limit) break;
    const isRepeated = taken.some(({ passage }) => repetitions.repeats(candidate.passage, passage));
    (isRepeated ? repeated : taken).push(candidate);
  }
  const kept = new Set([...taken, ...repeated.slice(0, limit - taken.length)]);
  return { passages: ranked.filter((candidate) => kept.has(candidate)), different: taken.length };
};
