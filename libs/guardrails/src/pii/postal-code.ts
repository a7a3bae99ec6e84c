import { type Announcement, announcementEnds } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';

const announcement: Announcement = {
  role: 'postal',
  phrase:
    /(?:(?:zip|postal|post) ?-?codes?|zip|plz|postleitzahl|c[oó]digo postal|code postal|postnummer|psč|psc)(?: is| was)?[:=#.]? {0,2}(?=[A-Z\d])/iuy,
};
const code =
  /(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{2}-?\d{4,5}|\d{5}-\d{3,4}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|\d{3,6})(?!\w)/y;

/** Postal codes after words that announce one. Elsewhere they are numbers like others. */
export const postalCode: Detector = {
  check: 'pii',
  type: 'postal_code',
  severity: 'low',
  redacted: false,
  confidence: confidence.announced,
  detect(text, survey = surveyOf(text)) {
    return announcementEnds(text, survey, announcement)
      .map((start) => ({ start, end: endOfMatch(text, code, start) }))
      .filter(({ end }) => end > 0);
  },
};
