/** The characters of all texts in a JSON value, keys included. It stops to count when there are more than `most`. */
export const textLength = (value: unknown, most: number): number => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let length = 0;
  for (const [key, inner] of Object.entries(value)) {
    length += (Array.isArray(value) ? 0 : key.length) + textLength(inner, most - length);
    if (length > most) break;
  }
  return length;
};
