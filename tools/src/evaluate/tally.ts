/** Counts from which figures follow. */
export interface Tally {
  /** How many the data have. */
  wanted: number;
  /** How many were found, right or wrong. */
  found: number;
  /** How many of the found are right. */
  right: number;
}

/** What a tally says. */
export interface Figures {
  readonly wanted: number;
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly f2: number;
}

export const emptyTally = (): Tally => ({ wanted: 0, found: 0, right: 0 });

/** Three decimals: the data are too few for more. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A part of a whole, and 0 of nothing. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Precision and recall with recall counted `beta` times as much (van Rijsbergen 1979). */
const fScore = (precision: number, recall: number, beta: number): number =>
  ratio((1 + beta ** 2) * precision * recall, beta ** 2 * precision + recall);

/** Precision, recall and what combines them. */
export const figuresOf = ({ wanted, found, right }: Tally): Figures => {
  const precision = ratio(right, found);
  const recall = ratio(right, wanted);
  return {
    wanted,
    found,
    precision: rounded(precision),
    recall: rounded(recall),
    f1: rounded(fScore(precision, recall, 1)),
    f2: rounded(fScore(precision, recall, 2)),
  };
};

/** One tally of several. */
export const sumOf = (tallies: Iterable<Tally>): Tally => {
  const sum = emptyTally();
  for (const { wanted, found, right } of tallies) {
    sum.wanted += wanted;
    sum.found += found;
    sum.right += right;
  }
  return sum;
};
