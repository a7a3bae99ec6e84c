import { inverseDocumentFrequency, type TermStatistics } from '@octollm/text';
import type { ReadPassage } from './read-passage.ts';

/** Neighbours in the query that stand further apart than this in the passage have nothing to do with each other there. */
const window = 8;

/** The distance of the two nearest of two ascending lists. */
const nearest = (some: readonly number[], others: readonly number[]): number => {
  let least = Number.POSITIVE_INFINITY;
  let one = 0;
  let other = 0;
  for (;;) {
    const a = some[one];
    const b = others[other];
    if (a === undefined || b === undefined) return least;
    least = Math.min(least, Math.abs(a - b));
    if (a < b) one += 1;
    else other += 1;
  }
};

/**
 * How close together a passage has the words that stand together in the query, from 0 to 1: each pair of neighbours counts
 * 1 / distance, rare ones more. 1 when the passage holds the query as a phrase. After the sequential dependence model
 * (Metzler and Croft 2005).
 *
 * @param sought - the terms of the query in its order
 */
export const proximity = (
  { places }: ReadPassage,
  sought: readonly string[],
  statistics: TermStatistics,
): number => {
  let close = 0;
  let all = 0;
  for (const [index, term] of sought.entries()) {
    const next = sought[index + 1];
    if (next === undefined || next === term) continue;
    const weight = inverseDocumentFrequency(term, statistics) + inverseDocumentFrequency(next, statistics);
    const distance = nearest(places.get(term) ?? [], places.get(next) ?? []);
    all += weight;
    if (distance <= window) close += weight / distance;
  }
  return all === 0 ? 0 : close / all;
};
