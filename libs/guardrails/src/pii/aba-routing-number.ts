import { type Announcement, announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { lengthOf } from './digit-groups.ts';

const length = 9;
const candidate = /(?<!\w|[-.]\d|\d[-.])\d{9}(?!\w|[-.]\d)/y;
const announcement: Announcement = { role: 'routing', phrase: /(?:routing|aba|rtn|transit)(?![a-z])/iy };

/** Federal Reserve districts, thrifts, electronic transactions, traveller's cheques (ABA key to routing numbers). */
const isOfDistrict = (prefix: number): boolean =>
  prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80;

const weights = [3, 7, 1];

/** The weighted sum of the digits must be a multiple of ten (ABA, X9.110). */
const isRoutingNumber = (digits: string): boolean => {
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + digit * (weights[index % weights.length] ?? 0),
    0,
  );
  return isOfDistrict(Number(digits.slice(0, 2))) && sum % 10 === 0 && Number(digits) > 0;
};

/** ABA routing numbers of US banks: nine digits with a right checksum after words that announce one. */
export const abaRoutingNumber: Detector = {
  check: 'pii',
  type: 'aba_routing_number',
  severity: 'medium',
  redacted: false,
  confidence: confidence.checkedAndAnnounced,
  detect(text, survey = surveyOf(text)) {
    const { digits } = survey;
    const isAnnounced = announcer(text, survey, announcement);
    const spans: Span[] = [];
    for (let run = 0; run < digits.length; run += 2) {
      if (lengthOf(digits, run) !== length) continue;
      const start = digits[run] ?? 0;
      const end = endOfMatch(text, candidate, start);
      if (end > 0 && isRoutingNumber(text.slice(start, end)) && isAnnounced(start))
        spans.push({ start, end });
    }
    return spans;
  },
};
