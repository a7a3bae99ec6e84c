import { type Announcement, announcementEnds } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { matchesWithin } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';

/** What makes a number of some authority: only the words before it tell it from other numbers. */
export interface IdentifierRule {
  readonly type: string;
  readonly announcement: Announcement;
  /** How far before it the announcement may end, in characters. */
  readonly reach: number;
  /** Whether letters, digits and hyphens have the form of one; upper case, without separators. */
  readonly isShaped: (value: string) => boolean;
}

/** Words of letters and digits of at most 24 characters, hyphens inside, with a digit near the beginning. */
const candidates = /(?<![\w-])(?=[a-z]{0,4}-?\d)[a-z0-9](?:-?[a-z0-9]){3,23}(?![\w-])/gi;
/** The longest candidate in characters, and what follows it. */
const longest = 48;

/** A detector for identifiers that have no check digits and are known by the words before them. */
export const announcedIdentifier = ({ type, announcement, reach, isShaped }: IdentifierRule): Detector => ({
  check: 'pii',
  type,
  severity: 'medium',
  redacted: false,
  confidence: confidence.announced,
  detect(text, survey = surveyOf(text)) {
    const spans: Span[] = [];
    if (survey.digits.length === 0) return spans;
    let from = 0;
    for (const announced of announcementEnds(text, survey, announcement))
      for (const { start, end } of matchesWithin(text, candidates, announced, announced + reach + longest)) {
        if (start < from || start - announced > reach) continue;
        if (!isShaped(text.slice(start, end).replaceAll('-', '').toUpperCase())) continue;
        spans.push({ start, end });
        from = end;
      }
    return spans;
  },
});
