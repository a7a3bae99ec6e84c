import { announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const words =
  /(?<![\p{L}])(?:d\.?o\.?b\b\.?|born|birth ?(?:date|day)|date of birth|geboren|geb\.|geburtsdatum|n[eé]e? le|date de naissance|nacid[oa]|fecha de nacimiento|f[oø]dt|f[oø]dselsdato|дата рождения|родил(?:ся|ась))(?!\p{L})/giu;

/** The months by their first letters, in English, German, French, Spanish and Norwegian. */
const months: readonly RegExp[] = [
  /^(?:jan|j[aä]n|ene|genn)/i,
  /^(?:feb|f[eé]v)/i,
  /^(?:mar|m[aä]r|mrz)/i,
  /^(?:apr|avr|abr)/i,
  /^(?:may|mai|may|mei)/i,
  /^(?:jun|juin)/i,
  /^(?:jul|juil)/i,
  /^(?:aug|ao[uû]|ago)/i,
  /^(?:sep)/i,
  /^(?:oct|okt)/i,
  /^(?:nov)/i,
  /^(?:dec|dez|d[eé]c|des|dic)/i,
];

const candidates =
  /(?<![\p{L}\p{N}])(?<value>\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)? (?:of |de )?\p{L}{3,10}\.?,? (?:de )?\d{4}|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?![\p{L}\p{N}])/dgu;

const firstYear = 1900;
const lastYear = 2099;

const isDay = (year: number, month: number, day: number): boolean => {
  const full = year < 100 ? firstYear + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  return (
    full >= firstYear && full <= lastYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
};

/** Whether the parts are a day of the calendar in the order that some country writes them in. */
const isDate = (value: string): boolean => {
  const numbers = (value.match(/\d+/g) ?? []).map(Number);
  const name = /\p{L}{3,}/u.exec(value.replaceAll(/\b(?:of|de)\b|(?<=\d)(?:st|nd|rd|th)/g, ''))?.[0];
  if (name !== undefined) {
    const month = months.findIndex((pattern) => pattern.test(name)) + 1;
    const [day = 0, year = 0] = numbers;
    return month > 0 && isDay(year, month, day);
  }
  const [a = 0, b = 0, c = 0] = numbers;
  return isDay(a, b, c) || isDay(c, b, a) || isDay(c, a, b);
};

/** Dates of birth: a day of the calendar between 1900 and 2099 after words that announce one. */
export const dateOfBirth: Detector = {
  check: 'pii',
  type: 'date_of_birth',
  severity: 'medium',
  redacted: false,
  confidence: confidence.announced,
  *detect(text) {
    const isAnnounced = announcer(text, words, 25);
    for (const span of matches(text, candidates, isDate)) if (isAnnounced(span.start)) yield span;
  },
};
