import { JsonSyntaxError } from './json-syntax-error.ts';

const escapes = new Set('"\\/bfnrt');
const fourHex = /[0-9a-fA-F]{4}/y;

const afterEscape = (text: string, offset: number): number => {
  const escaped = text.charAt(offset + 1);
  if (escapes.has(escaped)) return offset + 2;
  fourHex.lastIndex = offset + 2;
  if (escaped === 'u' && fourHex.test(text)) return offset + 6;
  throw new JsonSyntaxError(
    offset,
    'This escape is not one of JSON: write \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.',
  );
};

/** The offset after a string that begins at an offset. @throws JsonSyntaxError */
export const afterString = (text: string, start: number): number => {
  let offset = start + 1;
  while (offset < text.length) {
    const character = text.charAt(offset);
    if (character === '"') return offset + 1;
    if (character < ' ')
      throw new JsonSyntaxError(
        offset,
        'A string may not hold a line break or another control character: escape it.',
      );
    offset = character === '\\' ? afterEscape(text, offset) : offset + 1;
  }
  throw new JsonSyntaxError(start, 'This string has no end: a closing " is missing.');
};
