import { fold, words } from '@octollm/text';

/** Words in a row. With fewer, texts about the same thing resemble each other; with more, one changed word costs too much. */
const length = 3;

/** The runs of three words of a text, whatever their case, accents and punctuation; a shorter text is one run. */
export const shinglesOf = (text: string): ReadonlySet<string> => {
  const said = words(text).map((word) => fold(word.text));
  const runs = new Set<string>();
  for (let start = 0; start + length <= said.length; start++)
    runs.add(said.slice(start, start + length).join(' '));
  if (runs.size === 0 && said.length > 0) runs.add(said.join(' '));
  return runs;
};

/**
 * How much two texts resemble each other, from 0 to 1: the shingles that both have, of those that either has (Broder 1997,
 * On the resemblance and containment of documents). MinHash and SimHash estimate it for millions of texts; for the few that
 * a search looks at it is counted. Two texts without a word do not resemble each other.
 */
export const resemblance = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const run of small) if (large.has(run)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
};
