const isRecord = (value: unknown): value is Readonly<Record<string, number | string>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((part) => typeof part === 'number' || typeof part === 'string');

/**
 * The text that a setting parses back into a value: of a text, a number, true or false, a list of texts, or numbers or
 * texts by name. Undefined for anything else, which no setting has.
 */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(',');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, part]) => `${name}=${part}`)
      .join(',');
  return undefined;
};
