import { type Announcement, announcementEnds } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { matchesWithin } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { isDayOfCalendar } from './calendar-day.ts';

const announcement: Announcement = {
  role: 'birth',
  phrase:
    /(?:d\.?o\.?b\b\.?|born|birth ?(?:date|day)|date of birth|geboren|geb\.|geburtsdatum|n[eé]e? le|date de naissance|nacid[oa]|fecha de nacimiento|f[oø]dt|f[oø]dselsdato|дата рождения|родил(?:ся|ась))(?!\p{L})/iuy,
};

const candidates =
  /(?<![\p{L}\p{N}])(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.)? (?:of |de )?\p{L}{3,10}\.?,? (?:de )?\d{4}|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?![\p{L}\p{N}])/gu;
/** How far before a date the announcement may end, and the longest date with what follows it, in characters. */
const reach = 25;
const longest = 40;

/** Dates of birth: a day of the calendar between 1900 and 2099 after words that announce one. */
export const dateOfBirth: Detector = {
  check: 'pii',
  type: 'date_of_birth',
  severity: 'medium',
  redacted: false,
  confidence: confidence.announced,
  detect(text, survey = surveyOf(text)) {
    const spans: Span[] = [];
    if (survey.digits.length === 0) return spans;
    let from = 0;
    for (const announced of announcementEnds(text, survey, announcement))
      for (const { start, end } of matchesWithin(text, candidates, announced, announced + reach + longest)) {
        if (start < from || start - announced > reach || !isDayOfCalendar(text.slice(start, end))) continue;
        spans.push({ start, end });
        from = end;
      }
    return spans;
  },
};
