/** The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009). */
const k = 60;

/** A ranking, and how much its places count. */
export interface Ranking {
  /** Best first. */
  readonly ids: readonly string[];
  readonly weight: number;
}

/**
 * Joins rankings by reciprocal rank fusion: the sum of weight / (60 + rank), divided by the sum for what is first in
 * every ranking, so that 1 means just that.
 *
 * @returns ids with their scores, best first; equal ones in the order of the first ranking
 */
export const fuse = (rankings: readonly Ranking[]): { id: string; score: number }[] => {
  const best = rankings.reduce((sum, { weight }) => sum + weight / (k + 1), 0);
  const sums = new Map<string, number>();
  for (const { ids, weight } of rankings)
    for (const [index, id] of ids.entries()) sums.set(id, (sums.get(id) ?? 0) + weight / (k + index + 1));
  return [...sums]
    .map(([id, sum]) => ({ id, score: Math.min(1, sum / best) }))
    .toSorted((a, b) => b.score - a.score);
};
