import { confidence } from '../confidence.ts';
import type { Detector, Sighting, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { extendedEnd } from './address-tail.ts';
import { numberAfter, numberBefore, streetsOf } from './street.ts';
import { bits, continues, endOf, has, isInitial, startOf, step, type Words } from './words.ts';

const capital = bits('capital');
const unit = bits('unit');
const street = bits('street');
const residing = bits('residing');
/** What is numbered and no street. */
const other = bits('common', 'month', 'weekday', 'company', 'unit', 'title', 'country', 'street');

/** Parts of buildings and boxes that are an address by themselves. */
const boxes =
  /(?:(?:PSC|CMR|Unit) \d{1,5},? Box \d{1,5}|(?:USNS|USNV|USS|USCGC) [a-z]{2,20}[,\n] ?[AFD]PO A[AEP] \d{5}(?!\d)|(?:suite|apt|apartment)\.? (?:no\.? |# ?)?\d{1,5}[a-z]?(?!\w)|(?:Postbox|Postboks|Postfach|Casilla) \d{1,6}(?!\w)|Box \d{1,6}(?!\w))/iy;
const postOffice = /P\.? ?O\.? $/i;
const corner =
  /corner of [\p{L}\d][\p{L}\d.]*(?: [\p{L}\d.]+){0,4}? and \p{L}[\p{L}\d]*(?:\.? [\p{Lu}\d][\p{L}\d]*){0,4}/uy;
/** Phrases that say where somebody lives or something is. */
const announcement =
  /(?:\b(?:address(?:es)?|adresse|dirección|indirizzo|adres|liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing|ence)|located|ship(?:ped)?|deliver(?:ed|y)?|offices?|house|home|restaurant|send|sent|mail|return|taxi|meet|wohn(?:e|t|haft))\b[^.!?;\n]{0,32})$/iu;
const longestAnnouncement = 48;

const isAnnounced = (text: string, start: number): boolean =>
  announcement.test(text.slice(Math.max(0, start - longestAnnouncement), start));

const isLineStart = (text: string, start: number): boolean => start === 0 || text.charAt(start - 1) === '\n';
const isLineEnd = (text: string, end: number): boolean => end === text.length || text.charAt(end) === '\n';

/** Boxes, units and corners, found by the word with which they begin. */
const partsOf = (text: string, words: Words): readonly Span[] => {
  const spans: Span[] = [];
  for (let word = 0; word < words.length; word += step) {
    if (!has(words, word, unit | street)) continue;
    const start = startOf(words, word);
    const isBox = has(words, word, unit);
    const end = endOfMatch(text, isBox ? boxes : corner, start);
    if (end < 0) continue;
    const before = text.slice(Math.max(0, start - 6), start);
    const office = isBox ? (postOffice.exec(before)?.[0].length ?? 0) : 0;
    const article = !isBox && before.endsWith('the ') ? 4 : 0;
    // A box alone may be any box; that of a post office is not.
    if (isBox && office === 0 && text.slice(start, start + 4).toLowerCase() === 'box ') continue;
    spans.push({ start: isBox ? numberBefore(text, start - office) : start - article, end });
  }
  return spans;
};

/** Names with a house number behind them that are no known kind of street: with another number before, or announced. */
const namedPlacesOf = (text: string, words: Words): readonly Span[] => {
  const spans: Span[] = [];
  for (let word = 0; word < words.length; word += step) {
    if (!has(words, word, capital) || has(words, word, other) || isInitial(words, word)) continue;
    const end = numberAfter(text, endOf(words, word));
    if (end < 0 || text.charAt(endOf(words, word)) !== ' ') continue;
    let first = word;
    for (let count = 0; count < 3 && first >= step && continues(text, words, first - step); count += 1) {
      if (!has(words, first - step, capital) || has(words, first - step, other)) break;
      first -= step;
    }
    const start = startOf(words, first);
    const number = numberBefore(text, start);
    const isLine = number < start && isLineStart(text, number) && isLineEnd(text, end);
    if (isLine || isAnnounced(text, number) || (number < start && extendedEnd(text, end) > end))
      spans.push({ start: number, end });
  }
  return spans;
};

/**
 * Postal addresses: a street by its kind or its ending with a house number, post boxes and units, corners of streets,
 * and numbered places that words announce; with unit, city, state, postal code and country behind them.
 */
export const address: Detector = {
  check: 'pii',
  type: 'street_address',
  severity: 'medium',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { words, digits } = survey;
    if (words.length === 0) return [];
    const cores = digits.length === 0 ? [] : [...streetsOf(text, words), ...namedPlacesOf(text, words)];
    if ((survey.roles & (unit | street)) !== 0) cores.push(...partsOf(text, words));
    cores.sort((a, b) => a.start - b.start);
    const sightings: Sighting[] = [];
    let from = 0;
    for (const { start, end } of cores) {
      if (start < from) continue;
      from = extendedEnd(text, end);
      const announced = (survey.roles & residing) !== 0 && isAnnounced(text, start);
      sightings.push({ start, end: from, confidence: announced ? confidence.announced : confidence.shaped });
    }
    return sightings;
  },
};
