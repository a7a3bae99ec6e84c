/** How sure an attack is by what its best passage is worth: the points of a function between which lines are drawn. */
export type Calibration = readonly (readonly [worth: number, probability: number])[];

/** What was learned for texts of one origin. It ships as data: see `training/main.ts`. */
export interface Model {
  /** By bucket of a feature; to be multiplied by `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly calibration: Calibration;
  /** The worth from which a passage is recorded, and from which it blocks. */
  readonly recordsFrom: number;
  readonly blocksFrom: number;
}

/** The probability that a text is an attack, when as many texts are as in the data that was learned from. */
export const probabilityOf = (calibration: Calibration, worth: number): number => {
  let [lowWorth, low] = calibration[0] ?? [0, 0];
  if (worth <= lowWorth) return low;
  for (const [highWorth, high] of calibration) {
    if (worth < highWorth) return low + ((high - low) * (worth - lowWorth)) / (highWorth - lowWorth);
    [lowWorth, low] = [highWorth, high];
  }
  return low;
};
