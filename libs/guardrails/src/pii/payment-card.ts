import { type Announcer, announcer } from '../announcements.ts';
import { isDigitAt, isWordAt } from '../characters.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { isIssuedBySomeNetwork } from './card-networks.ts';
import { digitRuns, separatorBetween } from './digit-groups.ts';
import { hasLuhnCheckDigit } from './luhn.ts';

const lengths = [12, 13, 14, 15, 16, 17, 18, 19];

/** How card numbers are written: in one piece or in the groups printed on cards. */
const printed: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 3],
  [4, 4, 4, 1],
  [8, 8],
  ...lengths.map((length) => [length]),
];

/** How many digits the first group has. */
const firstGroups: ReadonlySet<number> = new Set([1, ...printed.map(([first = 0]) => first)]);

/** Digit by digit. */
const spelled: readonly (readonly number[])[] = lengths.map((length) => Array.from({ length }, () => 1));

/** Whether a run begins a row of single digits. Within one, nothing is tried again: rows may be long. */
const beginsRow = (text: string, runs: readonly Span[], index: number): boolean => {
  const [previous, run] = [runs[index - 1], runs[index]];
  return (
    run !== undefined &&
    run.end - run.start === 1 &&
    (previous === undefined ||
      previous.end - previous.start !== 1 ||
      separatorBetween(text, previous, run) === undefined)
  );
};

const isPartOfDecimal = (text: string, { start, end }: Span): boolean =>
  (text.charAt(start - 1) === '.' && isDigitAt(text, start - 2)) ||
  (text.charAt(end) === '.' && isDigitAt(text, end + 1));

/** Words that announce a card, also one of a network that is not in the list. */
const words =
  /(?<![a-z])(?:(?:credit|debit|bank|payment)? ?cards?|cc|kreditkarten?|tarjeta|carte bancaire|bankkort)(?![a-z])/gi;

const isCard = (text: string, span: Span, isAnnounced: Announcer): boolean => {
  if (isWordAt(text, span.start - 1) || isWordAt(text, span.end) || isPartOfDecimal(text, span)) return false;
  const digits = text.slice(span.start, span.end).replaceAll(/\D/g, '');
  if (/^0+$/.test(digits) || !hasLuhnCheckDigit(digits)) return false;
  return isIssuedBySomeNetwork(digits) || (digits.length >= 15 && isAnnounced(span.start));
};

/** The span that a layout covers from one run on, when the runs have its lengths and one separator throughout. */
const covered = (
  text: string,
  runs: readonly Span[],
  first: number,
  layout: readonly number[],
): Span | undefined => {
  const [head, next] = [runs[first], runs[first + 1]];
  // Most layouts are ruled out here, before anything is copied.
  if (head === undefined || head.end - head.start !== layout[0]) return undefined;
  if (layout.length > 1 && (next === undefined || separatorBetween(text, head, next) === undefined))
    return undefined;
  const groups = runs.slice(first, first + layout.length);
  const fits = groups.map(({ start, end }) => end - start).join() === layout.join();
  const separators = new Set(
    groups.slice(1).map((group, index) => separatorBetween(text, groups[index] ?? head, group)),
  );
  if (!fits || separators.size > 1 || separators.has(undefined)) return undefined;
  return { start: head.start, end: (groups.at(-1) ?? head).end };
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
  *detect(text) {
    const runs = digitRuns(text);
    const isAnnounced = announcer(text, words, 30);
    let from = 0;
    for (const [first, { start, end }] of runs.entries()) {
      if (start < from || !firstGroups.has(end - start)) continue;
      const layouts = beginsRow(text, runs, first) ? spelled : printed;
      const found = layouts
        .map((layout) => covered(text, runs, first, layout))
        .filter((span) => span !== undefined)
        .findLast((span) => isCard(text, span, isAnnounced));
      if (found === undefined) continue;
      from = found.end;
      yield found;
    }
  },
};
