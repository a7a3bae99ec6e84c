import { announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const candidates = /(?<!\w|[-.]\d|\d[-.])(?<value>\d{9})(?!\w|[-.]\d)/dg;
const words = /(?<![a-z])(?:routing|aba|rtn|transit)(?![a-z])/gi;

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
  *detect(text) {
    const isAnnounced = announcer(text, words);
    for (const span of matches(text, candidates, isRoutingNumber)) if (isAnnounced(span.start)) yield span;
  },
};
