import { isDigitAt } from '../characters.ts';
import type { Span } from '../detector.ts';

/** What may stand between the groups of a number: a space of some kind or a hyphen of some kind. */
const separators = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011', '\u2013']);

/** The runs of digits of a text, in order. */
export const digitRuns = (text: string): readonly Span[] => {
  const runs: Span[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1)
    if (isDigitAt(text, index)) start = start < 0 ? index : start;
    else if (start >= 0) {
      runs.push({ start, end: index });
      start = -1;
    }
  return runs;
};

/** Whether exactly one separator stands between two runs, and which. */
export const separatorBetween = (text: string, left: Span, right: Span): string | undefined => {
  const between = text.charAt(left.end);
  return right.start - left.end === 1 && separators.has(between) ? between : undefined;
};
