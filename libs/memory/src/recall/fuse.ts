import type { Recollection } from './question.ts';

/** How much the first places of a list count more than later ones. */
const k = 60;

/**
 * Joins ranked lists whose scores do not compare: each place counts 1 / (k + place) (Cormack, Clarke and Büttcher,
 * Reciprocal Rank Fusion, SIGIR 2009).
 */
export const fuse = (lists: readonly (readonly Recollection[])[], limit: number): Recollection[] => {
  const fused = new Map<string, Recollection>();
  for (const list of lists)
    for (const [index, { entity }] of list.entries()) {
      const score = (fused.get(entity.id)?.score ?? 0) + 1 / (k + index + 1);
      fused.set(entity.id, { entity, score });
    }
  return [...fused.values()].toSorted((a, b) => b.score - a.score).slice(0, limit);
};
