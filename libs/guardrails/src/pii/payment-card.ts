import { type Announcement, type Announcer, announcer } from '../announcements.ts';
import { isDigitAt, isWordAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { isIssuedBySomeNetwork } from './card-networks.ts';
import { groupsFrom, lengthOf, type Runs, separatorAfter } from './digit-groups.ts';
import { hasLuhnCheckDigit } from './luhn.ts';

const shortest = 12;
const longest = 19;

/** How card numbers are written when not in one piece: in the groups printed on cards. */
const printed: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 3],
  [4, 4, 4, 1],
  [8, 8],
];

const isPartOfDecimal = (text: string, { start, end }: Span): boolean =>
  (text.charAt(start - 1) === '.' && isDigitAt(text, start - 2)) ||
  (text.charAt(end) === '.' && isDigitAt(text, end + 1));

/** Words that announce a card, also one of a network that is not in the list. */
const announcement: Announcement = {
  role: 'card',
  phrase:
    /(?:(?:credit|debit|bank|payment)? ?cards?|cc|kreditkarten?|tarjeta|carte bancaire|bankkort)(?![a-z])/iy,
};

const isCard = (text: string, span: Span, isAnnounced: Announcer): boolean => {
  if (isWordAt(text, span.start - 1) || isWordAt(text, span.end) || isPartOfDecimal(text, span)) return false;
  const digits = text.slice(span.start, span.end).replaceAll(/\D/g, '');
  if (/^0+$/.test(digits) || !hasLuhnCheckDigit(digits)) return false;
  return isIssuedBySomeNetwork(digits) || (digits.length >= 15 && isAnnounced(span.start));
};

/** Whether a run begins a row of single digits. Within one, nothing is tried again: rows may be long. */
const beginsRow = (text: string, runs: Runs, run: number): boolean =>
  run < 2 || lengthOf(runs, run - 2) !== 1 || separatorAfter(text, runs, run - 2) === undefined;

const none: readonly number[] = [];

/** How many runs from one on may be a card number, the likeliest first. */
const countsOf = (text: string, runs: Runs, run: number): readonly number[] => {
  const first = lengthOf(runs, run);
  if (first >= shortest && first <= longest) return [1];
  if (first !== 1 && first !== 4 && first !== 8) return none;
  if (separatorAfter(text, runs, run) === undefined) return none;
  if (first === 1 && beginsRow(text, runs, run)) {
    const groups = groupsFrom(text, runs, run, longest);
    const other = groups.findIndex((length) => length !== 1);
    const row = other < 0 ? groups.length : other;
    return Array.from({ length: Math.max(0, row - shortest + 1) }, (_, index) => row - index);
  }
  const groups = groupsFrom(text, runs, run, 5);
  return printed
    .filter((layout) => layout.every((length, index) => groups[index] === length))
    .map(({ length }) => length)
    .toReversed();
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
      for (const count of countsOf(text, runs, run)) {
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
