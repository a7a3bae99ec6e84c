import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { longPlaces } from '../lexicon/place-words.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { bits, continues, endOf, has, isJustBefore, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const country = bits('country');
const surelyPlace = bits('given', 'surname', 'common');
const city = bits('city');
const placing = bits('placing');
const name = bits('given', 'surname');
const other = bits('common', 'month', 'weekday', 'company', 'nationality', 'street', 'unit', 'title');

const longPlace = bits('longPlace');
const long = new RegExp(
  `(?:${longPlaces
    .split('|')
    .map((place) => place.trim().replaceAll(/\s+/g, ' ').replaceAll('.', '\\.'))
    .toSorted((a, b) => b.length - a.length)
    .join('|')})(?!\\p{L})`,
  'uy',
);

/** Phrases after which a capitalised word is a place, known or not. */
const announcement =
  /(?:\b(?:am|are|i(?:'|\u2019)m) in|\b(?:based|live[sd]?|living|born|lives|located|arriv(?:ed|es|ing)|resid(?:es|ed|ing)|works) (?:in|at)|\b(?:travel(?:l?ing|led|s)?|mov(?:e|ed|es|ing)|return(?:ed|s|ing)?|fl(?:y|ew|ying)|went|goes|going|drove|trip|way) (?:back )?to|\b(?:is|am|are|was|were|come|comes|came|originally|moved here|here) from|\bvisit(?:ed|ing|s)?|\b(?:city|town|village|country|state) of) $/iu;
const longest = 24;
const most = 3;
/** What does not go on the name of a place. */
const beyond = bits('common', 'month', 'weekday', 'company');

/** Whether words before a word announce that it is a place. */
export const isAnnouncedPlace = (text: string, words: Words, word: number): boolean => {
  const start = startOf(words, word);
  const before = word - step;
  return (
    before >= 0 &&
    has(words, before, placing) &&
    isJustBefore(words, before, start, 1) &&
    announcement.test(text.slice(Math.max(0, start - longest), start))
  );
};

/** Where the capitalised words end that an announced place has. */
const endOfPlace = (text: string, words: Words, first: number): number => {
  let last = first;
  for (let count = 1; count < most && continues(text, words, last); count += 1) {
    const next = last + step;
    if (!has(words, next, capital) || has(words, next, beyond)) break;
    last = next;
  }
  return last;
};

/** Countries, states and large cities by name, and what phrases such as "based in" and "moved to" announce. */
export const location: Detector = {
  check: 'pii',
  type: 'location',
  severity: 'low',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { words } = survey;
    const spans: Span[] = [];
    if ((survey.roles & (country | city | placing | longPlace)) === 0) return spans;
    let from = 0;
    for (let word = 0; word < words.length; word += step) {
      const start = startOf(words, word);
      if (start < from) continue;
      if (!has(words, word, capital)) {
        if (has(words, word, country) && !has(words, word, surelyPlace))
          spans.push({ start, end: endOf(words, word) });
        continue;
      }
      let end = has(words, word, longPlace) ? endOfMatch(text, long, start) : -1;
      if (end < 0 && isAnnouncedPlace(text, words, word) && !has(words, word, other))
        end = endOf(words, endOfPlace(text, words, word));
      else if (
        end < 0 &&
        has(words, word, country | city) &&
        !(has(words, word, name) && continues(text, words, word))
      )
        end = endOf(words, word);
      if (end < 0) continue;
      from = end;
      spans.push({ start, end });
    }
    return spans;
  },
};
