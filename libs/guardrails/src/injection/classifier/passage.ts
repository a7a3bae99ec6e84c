/** The words of a text that look most like an attack. */
export interface Passage {
  /** Of the first word, and of the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly worth: number;
}

/** As many sentences together at most: attacks often take a few. */
const mostSentences = 3;
/** A sentence of more words is taken in parts, so that an attack cannot hide in an endless one. */
export const longestSentence = 48;
/** As if every passage had so many features more, so that a word or two are worth little. */
const damping = 12;

/** What a passage is worth: the sum over its features, by the root of how many there are, so that length is no worth. */
export const worthOf = (sum: number, features: number): number => sum / Math.sqrt(features + damping);

/**
 * The passage of up to three sentences that is worth most. Time grows with the number of sentences.
 * @param bounds the words before which sentences begin, and the number of words at the end
 * @param sums the weights of the features of the first n words, by n
 * @param counts how many features the first n words have, by n
 */
export const bestPassage = (
  bounds: readonly number[],
  sums: ArrayLike<number>,
  counts: ArrayLike<number>,
): Passage => {
  let best: Passage = { from: 0, to: 0, worth: Number.NEGATIVE_INFINITY };
  for (let first = 0; first + 1 < bounds.length; first += 1)
    for (let last = first + 1; last <= first + mostSentences && last < bounds.length; last += 1) {
      const [from, to] = [bounds[first] ?? 0, bounds[last] ?? 0];
      const count = (counts[to] ?? 0) - (counts[from] ?? 0);
      const worth = worthOf((sums[to] ?? 0) - (sums[from] ?? 0), count);
      if (worth > best.worth) best = { from, to, worth };
    }
  return best;
};
