import { type Announcement, type Announcer, announcer } from '../announcements.ts';
import { isDigitAt, isWordAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { cardLayouts } from './card-layouts.ts';
import { isIssuedBySomeNetwork } from './card-networks.ts';
import { digitsOf } from './digit-groups.ts';
import { hasLuhnCheckDigit } from './luhn.ts';

/** Letters and underscores stand beside numbers in names and units, and in longer texts of random characters. */
const isCommonLength = (digits: string): boolean => digits.length === 15 || digits.length === 16;

const isFraction = (text: string, start: number): boolean =>
  text.charAt(start - 1) === '.' && isDigitAt(text, start - 2);

/** Words that announce a card, also one of a network that is not in the list. */
const announcement: Announcement = {
  role: 'card',
  phrase:
    /(?:(?:credit|debit|bank|payment)? ?cards?|cc|kreditkarten?|tarjeta|carte bancaire|bankkort)(?![a-z])/iy,
};

const isCard = (text: string, { start, end }: Span, isAnnounced: Announcer): boolean => {
  const digits = digitsOf(text.slice(start, end));
  if (/^0+$/.test(digits) || !hasLuhnCheckDigit(digits) || isFraction(text, start)) return false;
  const isIssued = isIssuedBySomeNetwork(digits);
  if (isWordAt(text, start - 1) || isWordAt(text, end)) return isIssued && isCommonLength(digits);
  return isIssued || (digits.length >= 15 && isAnnounced(start));
};

/**
 * Payment card numbers: the length and beginning of a network's numbers, or words before them that announce a card, and
 * always a check digit that is right.
 */
export const paymentCard: Detector = {
  check: 'pii',
  type: 'payment_card',
  severity: 'high',
  redacted: true,
  confidence: confidence.checked,
  detect(text, survey = surveyOf(text)) {
    const runs = survey.digits;
    const isAnnounced = announcer(text, survey, announcement, 30);
    const spans: Span[] = [];
    let from = 0;
    for (let run = 0; run < runs.length; run += 2) {
      const start = runs[run] ?? 0;
      if (start < from) continue;
      for (const count of cardLayouts(text, runs, run)) {
        const span = { start, end: runs[run + 2 * count - 1] ?? start };
        if (!isCard(text, span, isAnnounced)) continue;
        spans.push(span);
        from = span.end;
        break;
      }
    }
    return spans;
  },
};
