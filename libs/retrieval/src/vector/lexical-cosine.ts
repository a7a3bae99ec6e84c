import { inverseDocumentFrequency, type TermStatistics } from '@octollm/text';

/** What counts of repetitions, as in the vectors of the index. */
const damped = (count: number): number => 1 + Math.log(count);

const lengthOf = (weights: Iterable<number>): number => {
  let sum = 0;
  for (const weight of weights) sum += weight * weight;
  return Math.sqrt(sum);
};

/**
 * The cosine of a query and a passage as their hashed vectors would have it if no two terms shared a place: what the
 * vectors of the index only come near to. From 0 to 1; 0 without a common term.
 *
 * @param statistics - of the terms of the query: its rare terms count more
 */
export const lexicalCosine = (
  passage: ReadonlyMap<string, number>,
  query: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): number => {
  const weights = new Map(
    [...query].map(([term, count]) => [term, damped(count) * inverseDocumentFrequency(term, statistics)]),
  );
  let product = 0;
  for (const [term, weight] of weights) {
    const count = passage.get(term);
    if (count !== undefined) product += weight * damped(count);
  }
  if (product === 0) return 0;
  const lengths = lengthOf(weights.values()) * lengthOf([...passage.values()].map(damped));
  return Math.min(1, product / lengths);
};
