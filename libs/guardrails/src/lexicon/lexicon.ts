import { fold } from '../survey/characters.ts';
import { hashOf } from '../survey/hash.ts';
import { announcingWords } from './announcing-words.ts';
import { monthWords, weekdayWords } from './calendar-words.ts';
import { commonWords } from './common-words.ts';
import { givenNames } from './given-names.ts';
import { moreGivenNames, moreSurnames } from './more-names.ts';
import { cities, countries, longPlaces, nationalities } from './place-words.ts';
import { type Role, roles } from './roles.ts';
import { placingWords, residingWords, streetWords, unitWords } from './street-words.ts';
import { surnames } from './surnames.ts';
import { companyWords, namingWords, particleWords, titleWords } from './title-words.ts';

/** Twice as many places as words, so that a search ends after one or two. */
const size = 1 << 16;
const hashes = new Int32Array(size);
const found = new Int32Array(size);

/** An open table of hashes without the words: two words that meet cost a wrong hint, which befalls one unknown word in 100,000. */
const add = (word: string, role: number): void => {
  const hash = hashOf(word);
  let place = hash & (size - 1);
  while (found[place] !== 0 && hashes[place] !== hash) place = (place + 1) & (size - 1);
  hashes[place] = hash;
  found[place] = (found[place] ?? 0) | role;
};

const addAll = (words: string, role: Role): void => {
  for (const word of fold(words).split(/\s+/)) if (word !== '') add(word, roles[role]);
};

const firstWords = (phrases: string): string =>
  phrases
    .split('|')
    .map((phrase) => phrase.trim().split(/[\s.]/)[0] ?? '')
    .join(' ');

addAll(givenNames, 'given');
addAll(moreGivenNames, 'given');
addAll(surnames, 'surname');
addAll(moreSurnames, 'surname');
addAll(titleWords, 'title');
addAll(particleWords, 'particle');
addAll(commonWords, 'common');
addAll(namingWords, 'naming');
addAll(streetWords, 'street');
addAll(unitWords, 'unit');
addAll(residingWords, 'residing');
addAll(placingWords, 'placing');
addAll(countries, 'country');
addAll(firstWords(longPlaces), 'longPlace');
addAll(cities, 'city');
addAll(nationalities, 'nationality');
addAll(monthWords, 'month');
addAll(weekdayWords, 'weekday');
addAll(companyWords, 'company');
for (const [role, words] of Object.entries(announcingWords)) addAll(words, role as Role);

/** What a word may be, from the hash of its folded form: bits of `roles`, 0 for a word that is not known. */
export const rolesOf = (hash: number): number => {
  let place = hash & (size - 1);
  while (found[place] !== 0) {
    if (hashes[place] === hash) return found[place] ?? 0;
    place = (place + 1) & (size - 1);
  }
  return 0;
};
