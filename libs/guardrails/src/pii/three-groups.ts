import type { Span } from '../detector.ts';
import { endOfMatch } from '../spans.ts';
import type { Survey } from '../survey/survey.ts';
import { lengthOf } from './digit-groups.ts';

const pattern = /(?<!\w|\d[-.])\d{3}([- \u2010\u2011\u2013])\d{2}\1\d{4}(?!\w|[-.]\d)/y;

/** Numbers in groups of three, two and four digits with one separator: the form of US tax and social security numbers. */
export const threeGroups = (
  text: string,
  { digits }: Survey,
  isReal: (digits: string) => boolean,
): readonly Span[] => {
  const spans: Span[] = [];
  for (let run = 0; run + 5 < digits.length; run += 2) {
    if (lengthOf(digits, run) !== 3 || lengthOf(digits, run + 2) !== 2) continue;
    const start = digits[run] ?? 0;
    const end = endOfMatch(text, pattern, start);
    if (end > 0 && isReal(text.slice(start, end).replaceAll(/\D/g, ''))) spans.push({ start, end });
  }
  return spans;
};
