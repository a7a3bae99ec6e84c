import { fold, stopWords, type Word, words } from '@octollm/text';
import { meaningOf } from './lexicon.ts';

const calendar =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|usd|eur|gbp|nok|sek|dkk)$/i;

/** Two forms of one name, `Norway` and `Norwegian`, begin with as many letters. */
const sharedBeginning = 4;

const beginsSentence = (text: string, { start }: Word): boolean => {
  const before = text.slice(0, start).trimEnd();
  return before === '' || /[.!?:;•*|#>"“(\n-]$/.test(before);
};

/** The names in a text: words with a capital that do not merely begin a sentence, dates and units left out. */
export const namesIn = (text: string): string[] => {
  const found = words(text).filter(
    (word) =>
      /^\p{Lu}\p{Ll}/u.test(word.text) &&
      word.text.length >= 3 &&
      !calendar.test(word.text) &&
      !stopWords.has(fold(word.text)) &&
      !beginsSentence(text, word),
  );
  return [...new Set(found.map((word) => word.text))];
};

/** Whether a text speaks of a name: as it is, in another form, or as a common word of the same meaning. */
export const speaksOfName = (
  name: string,
  spoken: ReadonlySet<string>,
  concepts: ReadonlySet<string>,
): boolean => {
  const folded = fold(name);
  if (spoken.has(folded) || concepts.has(meaningOf(folded).name)) return true;
  const beginning = folded.slice(0, sharedBeginning);
  return folded.length >= sharedBeginning && [...spoken].some((word) => fold(word).startsWith(beginning));
};
