const answers = /"answerable"\s*:\s*true\b/;
/** What of the text is whole: an escape that is cut is left out. */
const text = /"answer"\s*:\s*"((?:[^"\\]|\\u[\da-f]{4}|\\[^u])*)("?)/iu;
/** Half of a character that takes two. */
const half = /[\ud800-\udbff]$/;

/** As much of an answer as stands in JSON that is not over. */
export interface PartialAnswer {
  readonly text: string;
  /** Whether nothing is added to the text any more. */
  readonly isWhole: boolean;
}

/**
 * The text in the JSON `{"answerable": true, "answer": "..."}` as far as it is written; undefined until both have begun,
 * and when the model says that there is no answer.
 */
export const partialAnswer = (json: string): PartialAnswer | undefined => {
  const found = answers.test(json) ? text.exec(json) : null;
  if (found === null) return undefined;
  const [, written = '', end] = found;
  const isWhole = end === '"';
  try {
    const read = String(JSON.parse(`"${written}"`));
    return { text: isWhole ? read : read.replace(half, ''), isWhole };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
