import { SchemaError } from './schema-problem.ts';

const maxPattern = 500;
/** A group that repeats and holds something that repeats: it may take exponential time. */
const nestedRepeat = /\((?:[^()\\]|\\.)*(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\d*\})/;
/** A longer text is not matched: some patterns take time quadratic in it. */
const maxText = 10_000;

const known = new Map<string, RegExp>();
const maxKnown = 500;

const compile = (source: string): RegExp => {
  if (source.length > maxPattern) throw new SchemaError(`a pattern is longer than ${maxPattern} characters`);
  if (nestedRepeat.test(source)) throw new SchemaError('a pattern repeats a group that repeats');
  try {
    return new RegExp(source, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) throw new SchemaError('a pattern is no regular expression');
    throw error;
  }
};

/**
 * Whether a text holds a pattern (ECMA-262, with the flag u). Texts of more than 10,000 characters never do.
 * @throws SchemaError for a pattern that is not valid, is long or may take exponential time
 */
export const matches = (source: string, text: string): boolean => {
  let pattern = known.get(source);
  if (pattern === undefined) {
    pattern = compile(source);
    if (known.size >= maxKnown) known.clear();
    known.set(source, pattern);
  }
  return text.length <= maxText && pattern.test(text);
};
