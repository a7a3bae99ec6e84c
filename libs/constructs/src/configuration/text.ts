/** A value that cannot be written as an environment variable. */
export class UnwritableValueError extends Error {
  constructor(name: string) {
    super(`${name} must be a text, a number, true or false, or a list of texts.`);
    this.name = 'UnwritableValueError';
  }
}

/**
 * The value of a setting as the text of its environment variable: what the setting parses back into the value.
 * @throws UnwritableValueError
 */
export const variableText = (name: string, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((part) => typeof part === 'string')) return value.join(',');
  throw new UnwritableValueError(name);
};
