/** The value below which a share of the values lies (nearest rank). @throws Error when there are none */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)];
  if (value === undefined) throw new Error('There is no quantile of nothing.');
  return value;
};
