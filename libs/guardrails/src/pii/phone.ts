import { announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Sighting } from '../detector.ts';
import { matches } from '../spans.ts';
import { isCountryCallingCode } from './calling-codes.ts';

const words =
  /(?<![\p{L}])(?:tele?(?:ph|f)one?|telefon|tel[eé]fono|t[eé]l[eé]phone|phone|tel|tlf|mob(?:ile|il)?|cell|fax|call(?:ing|ed)?|sms|text(?:ing)?|whatsapp|signal|dial|ring|reach (?:me|us)|handy|portable|m[oó]vil|rufnummer|messages to|телефон|тел|电话|手机)(?!\p{L})/giu;

const northAmerican =
  /(?<![\w.+-])(?<value>(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?: ?(?:x|ext\.?) ?\d{1,5})?)(?!\w|[-.]\d)/dgi;
const international =
  /(?<![\w+])(?<value>\+[1-9](?:[ .()/-]{0,2}\d){6,14}(?: ?(?:x|ext\.?) ?\d{1,5})?)(?!\w)/dgi;
const national =
  /(?<![\w.+/-])(?<value>\(?\d(?:[ .()/-]{0,2}\d){5,14}(?: ?(?:x|ext\.?) ?\d{1,5})?)(?!\w|[-./]\d)/dgi;

/** ITU-T E.164: 15 digits at most, without the extension. */
const digitsOf = (value: string): string => value.replace(/x.*|ext.*/i, '').replaceAll(/\D/g, '');

/** The North American Numbering Plan: area and exchange begin with 2 to 9 and are not N11 (nanpa.com). */
const isNorthAmerican = (value: string): boolean => {
  const digits = digitsOf(value).replace(/^1(?=\d{10}$)/, '');
  return /^[2-9](?!11)\d{2}[2-9](?!11)\d{6}$/.test(digits);
};

const isInternational = (value: string): boolean => isCountryCallingCode(digitsOf(value));

/** Dates, and numbers with a fraction, have other groups. */
const isDateLike = (value: string): boolean =>
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}/.test(value);

/** A trunk 0, then groups of two to four digits: how numbers are written within most of Europe, Asia and Africa. */
const hasTrunkPrefix = (value: string): boolean =>
  /^\(?0[1-9]\d{0,3}\)?(?:[ /-]\d{2,4}){2,4}$/.test(value) && /^\d{9,11}$/.test(digitsOf(value));

const graded = function* (
  spans: Iterable<Sighting>,
  isAnnounced: (start: number) => boolean,
  alone: number,
  announced: number,
): Generator<Sighting> {
  for (const span of spans) yield { ...span, confidence: isAnnounced(span.start) ? announced : alone };
};

/**
 * Phone numbers: of North America, with a country calling code (E.164), and any number after words that announce one.
 * Without the numbering plans of all countries a national number is known by the words before it or by its trunk 0.
 */
export const phone: Detector = {
  check: 'pii',
  type: 'phone_number',
  severity: 'medium',
  redacted: false,
  confidence: confidence.shaped,
  *detect(text) {
    const announcing = () => announcer(text, words);
    yield* graded(
      matches(text, international, isInternational),
      announcing(),
      confidence.checked,
      confidence.checkedAndAnnounced,
    );
    yield* graded(
      matches(text, northAmerican, isNorthAmerican),
      announcing(),
      confidence.distinctive,
      confidence.checkedAndAnnounced,
    );
    const isAnnounced = announcing();
    for (const span of matches(text, national, (value) => !isDateLike(value))) {
      const announced = isAnnounced(span.start);
      if (announced) yield { ...span, confidence: confidence.announced };
      else if (hasTrunkPrefix(text.slice(span.start, span.end))) yield span;
    }
  },
};
