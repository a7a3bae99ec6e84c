/** The middle value, or the mean of the two middle ones. @throws Error when there is none */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing.');
  return (upper + lower) / 2;
};

/** `value` with three digits after the point, for figures that are read by people. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
