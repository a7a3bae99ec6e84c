import type { Vocabulary } from './vocabulary.ts';

/** Longer words are not taken apart; nobody reads them. */
const maxLength = 200;
const minLength = 10;

/**
 * The ends of the words that a word without spaces consists of, when it consists of known words alone; otherwise
 * nothing. The longest first words are preferred.
 */
export const segment = (word: string, vocabulary: Vocabulary): readonly number[] | undefined => {
  if (word.length < minLength || word.length > maxLength) return undefined;
  // before[i] is where the last word of a division of the first i characters begins.
  const before: (number | undefined)[] = [0];
  for (let start = 0; start < word.length; start += 1) {
    if (before[start] === undefined) continue;
    const longest = Math.min(word.length - start, vocabulary.longestWord);
    for (let length = 2; length <= longest; length += 1)
      if (vocabulary.hasWord(word.slice(start, start + length))) before[start + length] ??= start;
  }
  if (before[word.length] === undefined) return undefined;
  const ends: number[] = [];
  for (let end = word.length; end > 0; end = before[end] ?? 0) ends.push(end);
  return ends.toReversed();
};
