/** As many characters take as long to screen as what there is to do for a text of any length. */
export const perText = 64;

const lengthOf = (text: string): number => text.length + perText;

/**
 * The characters of all texts in a JSON value, keys included, and a few for each text besides: what it takes to screen
 * them. It stops to count when there are more than `most`.
 */
export const textLength = (value: unknown, most: number): number => {
  if (typeof value === 'string') return lengthOf(value);
  if (typeof value !== 'object' || value === null) return 0;
  return Array.isArray(value)
    ? lengthOfList(value, most)
    : lengthOfObject(value as Readonly<Record<string, unknown>>, most);
};

const lengthOfList = (list: readonly unknown[], most: number): number => {
  let length = 0;
  for (let index = 0; index < list.length && length <= most; index += 1) {
    const inner = list[index];
    // Lists of numbers are the long ones.
    if (typeof inner !== 'number') length += textLength(inner, most - length);
  }
  return length;
};

const lengthOfObject = (object: Readonly<Record<string, unknown>>, most: number): number => {
  let length = 0;
  for (const key of Object.keys(object)) {
    length += lengthOf(key) + textLength(object[key], most - length);
    if (length > most) break;
  }
  return length;
};
