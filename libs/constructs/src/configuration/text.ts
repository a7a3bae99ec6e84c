import { textOf } from '@octollm/catalogue';

/** A value that cannot be written as an environment variable. */
export class UnwritableValueError extends Error {
  constructor(name: string) {
    super(`${name} must be a text, a number, true or false, a list of texts, or numbers by name.`);
    this.name = 'UnwritableValueError';
  }
}

/**
 * The value of a setting as the text of its environment variable: what the setting parses back into the value.
 * @throws UnwritableValueError
 */
export const variableText = (name: string, value: unknown): string => {
  const text = textOf(value);
  if (text === undefined) throw new UnwritableValueError(name);
  return text;
};
