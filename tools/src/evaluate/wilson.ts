/** A share with the bounds between which the true one lies with 95 % confidence. */
export interface Share {
  readonly hits: number;
  readonly total: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Of the normal distribution: 95 % lie within as many standard deviations. */
const z = 1.96;
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A share with its Wilson score interval (Wilson 1927). Of nothing it is 0, between 0 and 1. */
export const shareOf = (hits: number, total: number): Share => {
  if (total === 0) return { hits, total, share: 0, low: 0, high: 1 };
  const p = hits / total;
  const middle = p + z ** 2 / (2 * total);
  const spread = z * Math.sqrt((p * (1 - p)) / total + z ** 2 / (4 * total ** 2));
  const scale = 1 + z ** 2 / total;
  return {
    hits,
    total,
    share: rounded(p),
    low: rounded(Math.max(0, (middle - spread) / scale)),
    high: rounded(Math.min(1, (middle + spread) / scale)),
  };
};

/** A share for people: `0.541 [0.460-0.620] 79/146`. */
export const formatShare = ({ hits, total, share, low, high }: Share): string =>
  `${share.toFixed(3)} [${low.toFixed(3)}-${high.toFixed(3)}] ${hits}/${total}`;
