import { type Role, roles } from '../lexicon/roles.ts';

/** Words as `Survey` lists them: start, end and roles of each. A word is known by the index of its start. */
export type Words = readonly number[];

/** How far the list goes on from a word to the next. */
export const step = 3;

export const startOf = (words: Words, word: number): number => words[word] ?? 0;
export const endOf = (words: Words, word: number): number => words[word + 1] ?? 0;
export const rolesAt = (words: Words, word: number): number => words[word + 2] ?? 0;

/** The bits of some roles. */
export const bits = (...names: readonly Role[]): number => names.reduce((sum, name) => sum | roles[name], 0);

/** Whether a word has one of the roles of a set of bits. */
export const has = (words: Words, word: number, wanted: number): boolean =>
  (rolesAt(words, word) & wanted) !== 0;

/** Whether a word is one letter: an initial. */
export const isInitial = (words: Words, word: number): boolean =>
  endOf(words, word) - startOf(words, word) === 1;

const isSpaceAt = (text: string, index: number): boolean => ' \u00a0'.includes(text.charAt(index));

/**
 * Whether the next word of the list follows a word as a part of the same name: after one space, a hyphen or an
 * apostrophe, or after a point that ends an initial or an abbreviation.
 */
export const continues = (text: string, words: Words, word: number): boolean => {
  if (word + step >= words.length) return false;
  const end = endOf(words, word);
  const gap = startOf(words, word + step) - end;
  if (gap === 1)
    return (
      isSpaceAt(text, end) ||
      "-'\u2019".includes(text.charAt(end)) ||
      (text.charAt(end) === '.' && isInitial(words, word))
    );
  if (gap !== 2 || !isSpaceAt(text, end + 1)) return false;
  return isSpaceAt(text, end) || (text.charAt(end) === '.' && end - startOf(words, word) <= 4);
};

/** Whether a word stands directly before another, with no more than a few signs and spaces between them. */
export const isJustBefore = (words: Words, word: number, start: number, most = 3): boolean =>
  word >= 0 && start - endOf(words, word) <= most;
