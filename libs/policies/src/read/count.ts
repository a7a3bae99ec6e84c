/** A whole number, or a share of `total` such as `50%`, which Kubernetes rounds up in a PodDisruptionBudget. */
export const countIn = (value: unknown, total: number): number | undefined => {
  if (typeof value === 'number') return value;
  const [, percent] = /^(\d+)%$/.exec(typeof value === 'string' ? value : '') ?? [];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * total) / 100);
};
