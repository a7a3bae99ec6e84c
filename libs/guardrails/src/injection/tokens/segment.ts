import type { Vocabulary } from './vocabulary.ts';

/** Longer words are not taken apart; nobody reads them. */
const maxLength = 200;
/** Shorter ones consist of known words by chance. */
export const shortestDivided = 10;
/** Single letters make words of everything. */
const shortestWord = 2;

/**
 * The ends of the words that a part of a text without spaces consists of, when it consists of known words alone;
 * otherwise nothing.
 */
export const segment = (
  text: string,
  start: number,
  end: number,
  vocabulary: Vocabulary,
): readonly number[] | undefined => {
  if (end - start < shortestDivided || end - start > maxLength) return undefined;
  // before[i] is where the last word of a division of the text up to i begins.
  const before: (number | undefined)[] = [start];
  for (let from = start; from < end; from += 1)
    if (before[from - start] !== undefined)
      vocabulary.eachWordFrom(text, from, end, (to) => {
        if (to - from >= shortestWord) before[to - start] ??= from;
      });
  if (before[end - start] === undefined) return undefined;
  const ends: number[] = [];
  for (let to = end; to > start; to = before[to - start] ?? start) ends.push(to);
  return ends.toReversed();
};
