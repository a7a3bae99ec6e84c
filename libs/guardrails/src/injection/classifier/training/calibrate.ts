import type { Calibration } from '../model.ts';

/** A text that was judged by what was learned from others. */
export interface Judged {
  readonly worth: number;
  readonly isAttack: boolean;
}

interface Block {
  readonly worth: number;
  readonly attacks: number;
  readonly count: number;
}

/** As many texts at least are one point, so that a few texts do not bend the line. */
const fewestInPoint = 40;
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

const groups = (judged: readonly Judged[]): readonly Block[] => {
  const sorted = judged.toSorted((a, b) => a.worth - b.worth);
  const blocks: Block[] = [];
  for (let from = 0; from < sorted.length; from += fewestInPoint) {
    const part = sorted.slice(from, from + fewestInPoint);
    blocks.push({
      worth: part.reduce((sum, { worth }) => sum + worth, 0),
      attacks: part.filter(({ isAttack }) => isAttack).length,
      count: part.length,
    });
  }
  return blocks;
};

const shareOf = ({ attacks, count }: Block): number => attacks / count;

/**
 * The share of attacks by worth, as a function that never falls (isotonic regression by pooling adjacent violators; Ayer
 * et al. 1955).
 */
export const calibrationOf = (judged: readonly Judged[]): Calibration => {
  const pooled: Block[] = [];
  for (const block of groups(judged)) {
    let last = block;
    for (
      let before = pooled.at(-1);
      before !== undefined && shareOf(before) >= shareOf(last);
      before = pooled.at(-1)
    ) {
      pooled.pop();
      last = {
        worth: before.worth + last.worth,
        attacks: before.attacks + last.attacks,
        count: before.count + last.count,
      };
    }
    pooled.push(last);
  }
  return pooled.map((block) => [rounded(block.worth / block.count), rounded(shareOf(block))]);
};

/** The worth that a share of the harmless texts exceeds. */
export const worthAt = (judged: readonly Judged[], share: number): number => {
  const harmless = judged.filter(({ isAttack }) => !isAttack).toSorted((a, b) => b.worth - a.worth);
  return rounded(harmless[Math.floor(share * harmless.length)]?.worth ?? 0);
};

/**
 * By how much probabilities are off, on average over ten bins of them that are equally wide (expected calibration
 * error; Naeini, Cooper and Hauskrecht 2015).
 */
export const calibrationError = (
  judged: readonly Judged[],
  probability: (worth: number) => number,
): number => {
  const bins = 10;
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const inBin = judged
      .map((one) => ({ ...one, p: probability(one.worth) }))
      .filter(({ p }) => Math.min(Math.floor(p * bins), bins - 1) === bin);
    const expected = inBin.reduce((sum, { p }) => sum + p, 0);
    error += Math.abs(expected - inBin.filter(({ isAttack }) => isAttack).length);
  }
  return error / judged.length;
};
