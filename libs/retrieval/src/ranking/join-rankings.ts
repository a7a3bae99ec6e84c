import type { RankedPassage } from '../search/ranked-passage.ts';
import { fuse } from './fusion.ts';

/** One ranking of what keywords and vectors have found, by the places that it has in both. */
export const joinRankings = (
  keyword: readonly RankedPassage[],
  vector: readonly RankedPassage[],
  vectorWeight: number,
): RankedPassage[] => {
  const passages = new Map<string, RankedPassage>();
  for (const ranked of [...keyword, ...vector]) {
    const known = passages.get(ranked.passage.chunkId)?.scores;
    passages.set(ranked.passage.chunkId, { ...ranked, scores: { ...known, ...ranked.scores } });
  }
  const idsOf = (ranking: readonly RankedPassage[]): string[] =>
    ranking.map(({ passage }) => passage.chunkId);
  return fuse([
    { ids: idsOf(keyword), weight: 1 },
    { ids: idsOf(vector), weight: vectorWeight },
  ]).flatMap(({ id, score }) => {
    const passage = passages.get(id);
    return passage === undefined ? [] : [{ ...passage, score }];
  });
};
