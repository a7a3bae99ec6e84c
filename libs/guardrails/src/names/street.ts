import { isDigitAt, isWordAt } from '../characters.ts';
import type { Span } from '../detector.ts';
import { streetEnding } from '../lexicon/street-words.ts';
import { endOfMatch } from '../spans.ts';
import { bits, continues, endOf, has, isInitial, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const street = bits('street');
const particle = bits('particle');
/** What the name of a street is not made of. */
const other = bits('month', 'weekday', 'company', 'unit', 'title');
const mostWords = 4;

const houseNumber =
  /(?:[.,]? ?)(?:no\.? ?|nr\.? ?)?\d{1,4}(?: ?[a-zA-Z](?![\p{L}\d]))?(?!\d|[.,:]\d|[\p{L}%])/uy;
const mostDigits = 6;

/** Where the house number begins that stands before an offset, perhaps after another number; the offset without one. */
export const numberBefore = (text: string, offset: number): number => {
  let start = offset;
  for (let group = 0; group < 2; group += 1) {
    let from = start;
    if (text.charAt(from - 1) !== ' ') break;
    from -= 1;
    if (group === 0 && text.charAt(from - 1) === ',') from -= 1;
    // A letter may follow the digits: 12b.
    if (!isDigitAt(text, from - 1) && isDigitAt(text, from - 2)) from -= 1;
    const end = from;
    while (end - from <= mostDigits && isDigitAt(text, from - 1)) from -= 1;
    if (from === end || isWordAt(text, from - 1) || '.-/#'.includes(text.charAt(from - 1) || ' ')) break;
    if (from > 1 && text.charAt(from - 1) === ':' && isDigitAt(text, from - 2)) break;
    start = from;
  }
  return start;
};

/** Where the house number ends that stands after an offset, or -1. */
export const numberAfter = (text: string, offset: number): number => endOfMatch(text, houseNumber, offset);

const isStreet = (text: string, words: Words, word: number): boolean =>
  has(words, word, street) ||
  (has(words, word, capital) &&
    endOf(words, word) - startOf(words, word) >= 5 &&
    streetEnding.test(text.slice(startOf(words, word), endOf(words, word))));

const isNamePart = (words: Words, word: number): boolean =>
  has(words, word, capital | particle | street) && !(has(words, word, other) && !has(words, word, street));

/** The capitalised words around a word, up to four on each side. */
const around = (text: string, words: Words, word: number): readonly [first: number, last: number] => {
  let first = word;
  for (let count = 0; count < mostWords && first >= step; count += 1) {
    if (!continues(text, words, first - step) || !isNamePart(words, first - step)) break;
    first -= step;
  }
  while (first < word && !has(words, first, capital)) first += step;
  let last = word;
  for (let count = 0; count < mostWords && continues(text, words, last); count += 1) {
    if (!isNamePart(words, last + step) || !has(words, last + step, capital | particle)) break;
    last += step;
  }
  while (last > word && !has(words, last, capital)) last -= step;
  return [first, last];
};

/** The streets of a text that have a house number before or behind them, each with its number. */
export const streetsOf = (text: string, words: Words): readonly Span[] => {
  const spans: Span[] = [];
  for (let word = 0; word < words.length; word += step) {
    if (!isStreet(text, words, word)) continue;
    const [first, last] = around(text, words, word);
    const isNamed = last > first || (has(words, word, capital) && !has(words, word, street));
    if (!isNamed || (isInitial(words, word) && last === first)) continue;
    const [begin, close] = [startOf(words, first), endOf(words, last)];
    const start = numberBefore(text, begin);
    const after = numberAfter(text, close);
    const end = after > 0 && (start === begin || !has(words, last, street)) ? after : close;
    if (start < begin || after > 0) {
      spans.push({ start, end });
      word = last;
    }
  }
  return spans;
};
