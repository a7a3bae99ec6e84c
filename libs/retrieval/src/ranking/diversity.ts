import type { RankedPassage } from '../search/ranked-passage.ts';
import type { Distinct } from './distinct.ts';
import type { PassageReader } from './read-passage.ts';
import { Repetitions } from './repetitions.ts';

/** How much the score of a passage counts beside how little it repeats what was taken before. */
const relevance = 0.8;

type Terms = ReadonlyMap<string, number>;

/** The share of terms that two passages have in common (Jaccard). */
const overlap = (a: Terms, b: Terms): number => {
  if (a.size === 0 && b.size === 0) return 1;
  let common = 0;
  for (const term of a.keys()) if (b.has(term)) common += 1;
  return common / (a.size + b.size - common);
};

/**
 * The passages to read when only some can be read: maximal marginal relevance (Carbonell and Goldstein 1998), and of
 * those that repeat a better one none (see `Repetitions`). Scores stay what they are, so they need not fall from one to the next.
 */
export const diverse = (ranked: readonly RankedPassage[], limit: number, reader: PassageReader): Distinct => {
  const repetitions = new Repetitions(reader);
  const taken: RankedPassage[] = [];
  let left = ranked.map((candidate) => ({ candidate, repeats: 0 }));
  while (taken.length < limit) {
    const worth = ({ candidate, repeats }: (typeof left)[number]): number =>
      relevance * candidate.score - (1 - relevance) * repeats;
    const [first, ...others] = left;
    if (first === undefined) break;
    const best = others.reduce((a, b) => (worth(b) > worth(a) ? b : a), first);
    taken.push(best.candidate);
    const { passage } = best.candidate;
    const { counts } = reader.read(passage);
    left = left
      .filter((entry) => entry !== best && !repetitions.repeats(entry.candidate.passage, passage))
      .map(({ candidate, repeats }) => ({
        candidate,
        repeats: Math.max(repeats, overlap(counts, reader.read(candidate.passage).counts)),
      }));
  }
  return { passages: taken, different: taken.length };
};
