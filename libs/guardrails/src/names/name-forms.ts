import { endOfMatch } from '../spans.ts';
import { isSurname } from './surname.ts';
import { bits, continues, endOf, has, isInitial, isJustBefore, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const given = bits('given');
const name = bits('given', 'surname');
const particle = bits('particle');
const common = bits('common');
const company = bits('company');
const street = bits('street');
const place = bits('country', 'city', 'nationality', 'month', 'weekday');
/** What no part of a name is, unless it is a name as well. */
const other = bits('country', 'nationality', 'month', 'weekday', 'company', 'unit');
/** The most words that a name has. */
const most = 5;
/** The shortest word that is a name for its form alone. */
const shortest = 4;

/** Whether a word may go on a name that has begun. */
const isPart = (text: string, words: Words, word: number): boolean => {
  if (!has(words, word, capital)) return false;
  if (isInitial(words, word)) return true;
  if (has(words, word, other) && !has(words, word, name)) return false;
  if (has(words, word, common | street))
    return has(words, word, name) || isSurname(text, words, word) || isInitial(words, word - step);
  return true;
};

/** The last word of the name that begins at a word. Particles are a part of it when the name goes on behind them. */
export const lastOf = (text: string, words: Words, first: number): number => {
  let last = first;
  for (let word = first, count = 1; count < most && continues(text, words, word); count += 1) {
    word += step;
    if (isPart(text, words, word)) last = word;
    else if (!has(words, word, particle)) break;
  }
  // A letter that ends a name is the next thing: "Anna I".
  return last > first && isInitial(words, last) ? last - step : last;
};

const [smallA, smallZ] = [97, 122];

const isShouted = (text: string, words: Words, word: number): boolean => {
  // The second letter of most words is small: they are not copied.
  const second = text.charCodeAt(startOf(words, word) + 1);
  if (second >= smallA && second <= smallZ) return false;
  const value = text.slice(startOf(words, word), endOf(words, word));
  return value.length > 1 && value === value.toUpperCase();
};

/** What stands before family names of the Low Countries and of nobility. */
const nobiliary = /^ v[ao]n(?: de[rn]?)? $/;
/** Letters of languages that capitalise names and little else: those of German and of its neighbours are none of them. */
const foreign = /[\u0100-\u024f]/;
/** What is said of people alone. */
const livingBehind = / (?:lives|lived|married|was born|is married|has died|died)\b/y;

/** Behind these a family name alone is more often a place. */
const toAPlace = /\b(?:to|in|at|from|near) $/;

const isLong = (words: Words, word: number): boolean => endOf(words, word) - startOf(words, word) >= shortest;

/** Whether two or three words stand alone in their line, as over an address or under a letter. */
const isLine = (text: string, words: Words, first: number, last: number): boolean => {
  const before = text.charAt(startOf(words, first) - 1);
  return (before === '' || before === '\n') && text.charAt(endOf(words, last)) === '\n';
};

const allPlain = (words: Words, first: number, last: number): boolean => {
  for (let word = first; word <= last; word += step)
    if (has(words, word, common | place | company | street)) return false;
  return true;
};

/** Whether the words of a possible name say that it is one, without anything announcing it. */
export const isNameByItself = (text: string, words: Words, first: number, last: number): boolean => {
  const isGiven = has(words, first, given);
  const isPlain = !has(words, first, common);
  if (first === last) {
    if (has(words, first, place | street) || !isPlain || isShouted(text, words, first)) return false;
    if (isGiven) return true;
    const [start, end] = [startOf(words, first), endOf(words, first)];
    if (!isLong(words, first)) return false;
    if (endOfMatch(text, livingBehind, end) > 0) return true;
    return isSurname(text, words, first) && !toAPlace.test(text.slice(Math.max(0, start - 6), start));
  }
  // Names in capitals are so throughout: "NASA Ames" is none.
  if (isShouted(text, words, first) && !isShouted(text, words, last)) return false;
  const isInitialled = last > first + step && isInitial(words, last - step);
  if (isGiven && (isPlain || isInitialled)) return true;
  if (isGiven) return !has(words, last, common) && (has(words, last, name) || isSurname(text, words, last));
  if (!isPlain || has(words, first, place) || isInitial(words, first)) return false;
  const [start, end] = [startOf(words, first), endOf(words, last)];
  if (isSurname(text, words, last)) return true;
  if (!has(words, last, given) && nobiliary.test(text.slice(endOf(words, first), startOf(words, last))))
    return true;
  const isUnknownName = isLong(words, first) && isLong(words, last) && allPlain(words, first, last);
  const hasForm = isInitialled || foreign.test(text.slice(start, end)) || isLine(text, words, first, last);
  return isUnknownName && hasForm && !isShouted(text, words, first);
};

/** Whether what follows makes a name one of an organisation or a street. */
export const namesSomethingElse = (text: string, words: Words, last: number): boolean => {
  const next = last + step;
  if (next >= words.length || !has(words, next, capital)) return false;
  if (has(words, next, company) && isJustBefore(words, last, startOf(words, next), 2)) return true;
  return continues(text, words, last) && has(words, next, street);
};
