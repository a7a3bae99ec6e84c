import type { PlannerInput, SearchMethod } from '@octollm/contracts';

/** How the searches of a plan look for passages. */
export interface SearchSettings {
  /** Left out where the retriever's own choice, hybrid, holds. */
  readonly method?: SearchMethod;
  /** Passages of each search. */
  readonly limit: number;
}

/** Passages for the whole answer: each search has an equal share of them, and eight at most. */
const passageShare = (searches: number): number => Math.min(8, Math.max(4, Math.floor(24 / searches)));

/** A wider search is twice as wide, within what all searches together may bring the answer: 200 passages. */
const widened = (searches: number): number =>
  Math.min(passageShare(searches) * 2, Math.floor(200 / searches));

/**
 * How to search, the same for every search of the plan. When an answer was found wanting, the first new plan searches
 * wider, the second one by words alone and the third one by meaning alone.
 */
export const searchSettings = (searches: number, { round }: PlannerInput): SearchSettings => {
  switch (round) {
    case undefined:
      return { limit: passageShare(searches) };
    case 1:
      return { limit: widened(searches) };
    case 2:
      return { method: 'keyword', limit: widened(searches) };
    default:
      return { method: 'vector', limit: widened(searches) };
  }
};
