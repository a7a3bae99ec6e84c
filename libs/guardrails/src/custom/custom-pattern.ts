import { CustomTypeError } from './custom-type-error.ts';
import { quote } from './quote.ts';

const classes: Readonly<Record<string, string>> = { '#': '\\d', '@': '[a-z]', '*': '[a-z0-9]' };
const maxLength = 64;
const token = /([#@*])(?:\{(\d{1,2})\})?|\\([\s\S])|([^#@*\\{}])/gy;

/**
 * The source of a regular expression for a pattern: `#` a digit, `@` a letter, `*` one of both, each perhaps with a
 * count in braces, `\` before a character that stands for itself, everything else literally. Every pattern has one
 * length, so that matching is linear by construction.
 * @throws CustomTypeError when the pattern is empty, malformed or matches more than 64 characters
 */
export const sourceOf = (pattern: string): string => {
  let source = '';
  let length = 0;
  let parsed = 0;
  for (const [whole, kind, count, quoted, literal = quoted ?? ''] of pattern.matchAll(token)) {
    const times = Number(count ?? 1);
    source += kind === undefined ? quote(literal) : `${classes[kind]}{${times}}`;
    length += times;
    parsed += whole.length;
  }
  if (parsed < pattern.length)
    throw new CustomTypeError(`The pattern ${pattern} cannot be read from character ${parsed + 1} on.`);
  if (length === 0 || length > maxLength)
    throw new CustomTypeError(
      `The pattern ${pattern} matches ${length} characters; 1 to ${maxLength} are allowed.`,
    );
  return source;
};
