import { isDigitAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { roles } from '../lexicon/roles.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { isDayOfCalendar } from './calendar-day.ts';

const numeric =
  /(?<![\w./-])\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: ?(?:[ap]m|Z|[+-]\d{2}:?\d{2}))?)?(?![\w]|[-/.]\d)/iy;
const dayFirst = /(?<![\w.])\d{1,2}(?:st|nd|rd|th|\.)? (?:of |de )?\p{L}{3,10}\.?,? (?:de )?\d{4}(?!\d)/uy;
const monthFirst = /\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)/uy;
const year = /(?:19|20)\d{2}(?![\w%]|[-/.,:]\d)/y;
/** What stands before a year and before few other numbers. */
const beforeYear =
  /(?:\b(?:a|an|the|in|since|year|until|till|during|early|late|mid|summer|spring|autumn|winter|\p{Lu}\p{L}{1,9} of)|[(\u00a9])[ (]?$/u;
const longest = 14;

/** Dates with their time, and years by the word before them. Whose they are only the text around can tell. */
export const date: Detector = {
  check: 'pii',
  type: 'date_time',
  severity: 'low',
  redacted: false,
  confidence: confidence.shaped,
  detect(text, survey = surveyOf(text)) {
    const { digits, words } = survey;
    const hasMonth = (survey.roles & roles.month) !== 0;
    const spans: Span[] = [];
    const add = (start: number, end: number): void => {
      if (end > 0 && isDayOfCalendar(text.slice(start, end))) spans.push({ start, end });
    };
    for (let run = 0; run < digits.length; run += 2) {
      const [start = 0, end = 0] = [digits[run], digits[run + 1]];
      if (start < (spans.at(-1)?.end ?? 0) || end - start > 4) continue;
      if ('-/.'.includes(text.charAt(end) || ' ') && isDigitAt(text, end + 1))
        add(start, endOfMatch(text, numeric, start));
      else if (hasMonth && end - start <= 2) add(start, endOfMatch(text, dayFirst, start));
      else if (
        end - start === 4 &&
        endOfMatch(text, year, start) > 0 &&
        beforeYear.test(text.slice(Math.max(0, start - longest), start))
      )
        spans.push({ start, end });
    }
    if (!hasMonth) return spans;
    for (let word = 0; word < words.length; word += 3)
      if (((words[word + 2] ?? 0) & roles.month) !== 0) {
        const start = words[word] ?? 0;
        add(start, endOfMatch(text, monthFirst, start));
      }
    return spans;
  },
};
