/** The vector with length 1, so that a product of two is the cosine of their angle; zeros stay zeros. */
export const normalised = (vector: Float32Array): Float32Array => {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
};

/** The product of two vectors; 0 when they have different lengths, as those of different models do. */
export const dot = (one: Float32Array, other: Float32Array): number => {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
};
