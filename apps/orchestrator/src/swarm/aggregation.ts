/** How several proposals become one. */
export const aggregationRules = ['majority', 'weighted', 'borda', 'highest_confidence'] as const;
export type AggregationRule = (typeof aggregationRules)[number];

/** A proposal as far as it counts: what it says, how sure it is, and how much its author counts. */
export interface Ballot {
  /** The same for proposals that say the same. */
  readonly says: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** How much the proposal counts beside the others; 1 is usual. */
  readonly weight: number;
  /** How many sources it rests on. */
  readonly sources: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In the order of their names: what is added up must not depend on the order in which proposals came. */
const candidatesOf = (ballots: readonly Ballot[]): readonly string[] =>
  [...new Set(ballots.map(({ says }) => says))].toSorted(byText);

const scored = (
  ballots: readonly Ballot[],
  scoreOf: (own: readonly Ballot[]) => number,
): Map<string, number> =>
  new Map(
    candidatesOf(ballots).map((candidate) => [
      candidate,
      // Sums of floating-point numbers depend on their order, so they are put in one.
      scoreOf(
        ballots
          .filter(({ says }) => says === candidate)
          .toSorted((a, b) => a.confidence * a.weight - b.confidence * b.weight),
      ),
    ]),
  );

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const best = (ballots: readonly Ballot[]): number => Math.max(...ballots.map(({ confidence }) => confidence));

/** Points for a place: as many as there are candidates behind it; those in the same place share theirs. */
const places = (scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map(
    [...scores].map(([candidate, score]) => {
      const others = [...scores].filter(([other]) => other !== candidate).map(([, value]) => value);
      const behind = others.filter((value) => value < score).length;
      return [candidate, behind + others.filter((value) => value === score).length / 2];
    }),
  );

/**
 * Borda count (de Borda 1781): the candidates are ranked by how many say it, how sure they are, and how many sources
 * they have; each ranking gives a candidate a point for each one behind it.
 */
const borda = (ballots: readonly Ballot[]): Map<string, number> => {
  const rankings = [
    scored(ballots, (own) => own.length),
    scored(ballots, best),
    scored(ballots, (own) => Math.max(...own.map(({ sources }) => sources))),
  ].map(places);
  return new Map(
    candidatesOf(ballots).map((candidate) => [
      candidate,
      sum(rankings.map((ranking) => ranking.get(candidate) ?? 0)),
    ]),
  );
};

const scoresBy: Readonly<Record<AggregationRule, (ballots: readonly Ballot[]) => Map<string, number>>> = {
  majority: (ballots) => scored(ballots, (own) => own.length),
  weighted: (ballots) =>
    scored(ballots, (own) => sum(own.map(({ confidence, weight }) => confidence * weight))),
  borda,
  highest_confidence: (ballots) => scored(ballots, best),
};

/**
 * What the ballots say, from what wins on: by `majority` what most say; by `weighted` what has the greatest sum of
 * confidence times weight; by `borda` see there; by `highest_confidence` what the surest one says. Of equal ones first
 * that which more say, then the surer one, then by name: the order of the ballots never matters.
 */
export const aggregate = (ballots: readonly Ballot[], rule: AggregationRule): readonly string[] => {
  const scores = scoresBy[rule](ballots);
  const votes = scoresBy.majority(ballots);
  const sureness = scoresBy.highest_confidence(ballots);
  const at = (map: ReadonlyMap<string, number>, key: string): number => map.get(key) ?? 0;
  return candidatesOf(ballots).toSorted(
    (a, b) =>
      at(scores, b) - at(scores, a) || at(votes, b) - at(votes, a) || at(sureness, b) - at(sureness, a),
  );
};
