import { announcer } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

/** What makes a number of some authority: only the words before it tell it from other numbers. */
export interface IdentifierRule {
  readonly type: string;
  /** Words that announce it; linear, with the flags `gi`. */
  readonly words: RegExp;
  /** How far before it they may end, in characters. */
  readonly reach: number;
  /** Whether letters, digits and hyphens have the form of one; upper case, without separators. */
  readonly isShaped: (value: string) => boolean;
}

/** Words of letters and digits of at most 24 characters, hyphens inside, with a digit near the beginning. */
const candidates = /(?<![\w-])(?=[a-z]{0,4}-?\d)(?<value>[a-z0-9](?:-?[a-z0-9]){3,23})(?![\w-])/dgi;

/** A detector for identifiers that have no check digits and are known by the words before them. */
export const announcedIdentifier = ({ type, words, reach, isShaped }: IdentifierRule): Detector => ({
  check: 'pii',
  type,
  severity: 'medium',
  redacted: false,
  confidence: confidence.announced,
  *detect(text) {
    const isAnnounced = announcer(text, words, reach);
    const isReal = (value: string): boolean => isShaped(value.replaceAll('-', '').toUpperCase());
    for (const span of matches(text, candidates, isReal)) if (isAnnounced(span.start)) yield span;
  },
});
