import { fold, withoutGroups } from './fold.ts';
import { identifierParts } from './identifier-parts.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';
import { words } from './words.ts';

const termOf = (form: string): string => {
  const folded = withoutGroups(fold(form));
  return stopWords.has(folded) ? '' : stem(folded);
};

/**
 * The terms of one word: its stem and, for a mixed-case identifier, the stems of the words inside it. None for a stop
 * word.
 */
export const wordTerms = (word: string): string[] =>
  [word, ...identifierParts(word)].map(termOf).filter((term) => term !== '');

/**
 * Texts repeat their words: remembering the terms of these makes reading a text several times as fast. Longer words are not
 * remembered: V8 makes them views of the text they stand in, which would be kept with them.
 */
const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;
const longestKnown = 12;

const knownTerms = (word: string): readonly string[] => {
  const found = known.get(word);
  if (found !== undefined) return found;
  const made = wordTerms(word);
  if (word.length > longestKnown) return made;
  if (known.size >= mostKnown) known.clear();
  known.set(word, made);
  return made;
};

/** The terms of a text in order, with repetitions: what it is indexed, searched and compared by. */
export const terms = (text: string): string[] => {
  const found: string[] = [];
  for (const word of words(text)) found.push(...knownTerms(word.text));
  return found;
};

/** How often each term occurs in a text. */
export const termCounts = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};
