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

/** The terms of a text in order, with repetitions: what it is indexed, searched and compared by. */
export const terms = (text: string): string[] => words(text).flatMap((word) => wordTerms(word.text));

/** How often each term occurs in a text. */
export const termCounts = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
};
