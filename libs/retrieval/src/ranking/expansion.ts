import { inverseDocumentFrequency, type TermStatistics } from '@octollm/text';
import type { CorpusStatistics } from '../indexes.ts';
import { keywordShare } from '../keyword/bm25.ts';
import type { RankedPassage } from '../search/ranked-passage.ts';
import type { PassageReader } from './read-passage.ts';

/** What the best passages are read by. */
export interface Feedback {
  /** The terms of the query, each once. */
  readonly sought: readonly string[];
  readonly statistics: CorpusStatistics;
  readonly reader: PassageReader;
}

/** How many of the best passages are taken to be about what is asked, how many terms are looked at, and how many kept. */
const feedbackPassages = 10;
const lookedAt = 40;
const kept = 20;

/**
 * How fast a passage loses its say: one that speaks of a twentieth less of the query than the best has 1 / e of its weight.
 * Where one passage answers and the others only share words with the question, these would lead away from it.
 */
const sharpness = 20;

/**
 * The terms that the best passages use most, with how much: the relevance model of RM3 (Lavrenko and Croft 2001; Abdul-
 * Jaleel et al. 2004). These are the candidates; which of them are telling is up to `expansionOf`.
 *
 * @param best - best first
 */
export const expansionCandidates = (
  best: readonly RankedPassage[],
  { sought, statistics, reader }: Feedback,
): Map<string, number> => {
  const asked = new Map(sought.map((term) => [term, 1]));
  const feedback = best.slice(0, feedbackPassages).map(({ passage }) => {
    const read = reader.read(passage);
    return { read, share: keywordShare(read, asked, statistics) };
  });
  const most = Math.max(...feedback.map(({ share }) => share));
  const weights = new Map<string, number>();
  for (const { read, share } of feedback) {
    const say = Math.exp(sharpness * (share - most));
    for (const [term, count] of read.counts)
      weights.set(term, (weights.get(term) ?? 0) + (say * count) / read.length);
  }
  return mostly(weights, lookedAt);
};

/** The terms to look for beside those of the query: frequent in the best passages, rare elsewhere. Weights add up to 1. */
export const expansionOf = (
  candidates: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): Map<string, number> => {
  const telling = new Map(
    [...candidates].map(([term, weight]) => [term, weight * inverseDocumentFrequency(term, statistics)]),
  );
  const chosen = mostly(telling, kept);
  const sum = [...chosen.values()].reduce((total, weight) => total + weight, 0) || 1;
  return new Map([...chosen].map(([term, weight]) => [term, weight / sum]));
};

/** Those with the greatest weights; equal ones by name, so that the same passages give the same terms. */
const mostly = (weights: ReadonlyMap<string, number>, count: number): Map<string, number> =>
  new Map([...weights].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, count));
