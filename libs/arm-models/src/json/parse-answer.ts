/** The value of an answer, or why there is none, for the model to read. */
export type ParsedAnswer = { readonly value: unknown } | { readonly reason: string };

/** The content of fenced blocks (CommonMark, section 4.5), whatever language they claim to hold. */
const fenced = /^ {0,3}```[^\n`]*\n([\s\S]*?)^ {0,3}```/gm;

/**
 * The end of an object or a list that begins somewhere: where its brackets close, those in strings aside; undefined
 * when they do not.
 */
const endOfValue = (text: string, start: number): number | undefined => {
  let depth = 0;
  let isString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
};

/** The first object or the first list, whichever is longer: a list may hold objects, and prose may cite `[1]`. */
const firstValue = (text: string): string | undefined => {
  const values = ['{', '['].flatMap((bracket) => {
    const start = text.indexOf(bracket);
    const end = start < 0 ? undefined : endOfValue(text, start);
    return end === undefined ? [] : [text.slice(start, end)];
  });
  return values.toSorted((a, b) => b.length - a.length)[0];
};

const parse = (json: string): ParsedAnswer => {
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { reason: `It is not JSON: ${error.message}.` };
  }
};

/**
 * Reads the JSON of an answer. Models wrap it in a fenced block or in prose although they were asked not to: then the
 * only block counts, or else the first object or list.
 */
export const parseAnswer = (answer: string): ParsedAnswer => {
  const whole = parse(answer.trim());
  if ('value' in whole) return whole;
  const blocks = [...answer.matchAll(fenced)].map(([, content = '']) => content);
  if (blocks.length > 1) return { reason: 'It holds more than one fenced block.' };
  const json = firstValue(blocks[0] ?? answer);
  return json === undefined ? { reason: 'It holds no whole JSON object.' } : parse(json);
};
