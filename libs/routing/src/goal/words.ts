/** A goal on one line: every run of white space is one space. What follows relies on it to stay linear. */
export const onOneLine = (goal: string): string => goal.replace(/\s+/g, ' ').trim();

/**
 * A text cut to a number of UTF-16 code units, at a space if there is one in its second half, and never inside a
 * surrogate pair.
 */
export const cutAtWord = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const space = text.lastIndexOf(' ', max);
  if (space >= max / 2) return text.slice(0, space);
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
};

/**
 * A text that the plan's references leave alone: `{{` would be read as one. A goal is data, so it may not point at
 * the outputs of steps.
 */
export const withoutReferences = (text: string): string => text.replace(/\{(?=\{)/g, '{ ');

const edge = new Set(' "\'“”.,;:!?');

/** A phrase without the spaces and punctuation around it. */
export const trimmed = (phrase: string): string => {
  let [start, end] = [0, phrase.length];
  while (start < end && edge.has(phrase.charAt(start))) start += 1;
  while (end > start && edge.has(phrase.charAt(end - 1))) end -= 1;
  return phrase.slice(start, end);
};
