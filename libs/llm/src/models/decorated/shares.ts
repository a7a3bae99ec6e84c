/** Divides a whole number in proportion to weights: whole parts that add up to it, each at most 1 off its share. */
export const shares = (whole: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let weighed = 0;
  let given = 0;
  return weights.map((weight, at) => {
    weighed += weight;
    const until = at === weights.length - 1 || sum === 0 ? whole : Math.round((whole * weighed) / sum);
    const part = until - given;
    given = until;
    return part;
  });
};
