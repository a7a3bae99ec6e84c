import { type Announcement, announcer } from '../announcements.ts';
import { isWordAt } from '../characters.ts';
import type { Span } from '../detector.ts';
import type { Survey } from '../survey/survey.ts';
import { digitsOf, lengthOf, mayHaveLength, type Row, rowFrom } from './digit-groups.ts';

/** How far before a number the words may end that announce it, in characters. */
const reach = 30;
/** What makes a number one of a shop or a telephone, right before it. */
const otherNumber =
  /(?<![a-z])(?:model|part|order|call|item|sku|ref(?:erence)?|no)(?:\.? (?:no|number|id|is)){0,3}[.:#]{0,2} ?$/i;
const longestOther = 30;

const isSpaced = (joint: string): boolean => /\s/.test(joint);
const isDashed = (joint: string): boolean => /[\p{Pd}\u2212]/u.test(joint);

/** Whether the groups are joined as few other numbers are: with a dash, or twice with the same sign that is no space. */
const isDistinctive = ([first = '', second = '']: Row['joints']): boolean =>
  isDashed(first) || isDashed(second) || (first === second && !isSpaced(first));

/** Whether what joins the number to other digits makes it a part of a longer one. */
const isContinued = (outer: string | undefined, inner: string | undefined): boolean =>
  outer === '-' || outer === '.' || (outer !== undefined && outer === inner && !isSpaced(outer));

const isOtherNumber = (text: string, start: number): boolean =>
  otherNumber.test(text.slice(Math.max(0, start - longestOther), start));

/**
 * Numbers in groups of three, two and four digits: the form of US tax and social security numbers. With nothing but
 * spaces between them they count only when words announce them.
 */
export const threeGroups = (
  text: string,
  survey: Survey,
  announcement: Announcement,
  isReal: (digits: string) => boolean,
): readonly Span[] => {
  const runs = survey.digits;
  const isAnnounced = announcer(text, survey, announcement, reach);
  const spans: Span[] = [];
  for (let run = 0; run + 5 < runs.length; run += 2) {
    if (lengthOf(runs, run) !== 3 || !mayHaveLength(runs, run + 2, 2) || !mayHaveLength(runs, run + 4, 4))
      continue;
    const { before, lengths, joints } = rowFrom(text, runs, run, 3);
    if (lengths[1] !== 2 || lengths[2] !== 4) continue;
    const [start = 0, end = 0] = [runs[run], runs[run + 5]];
    const isInWord = (isWordAt(text, start - 1) && text.charAt(start - 1) !== '_') || isWordAt(text, end);
    if (isInWord || isContinued(before, joints[0]) || isContinued(joints[2], joints[1])) continue;
    if (!isReal(digitsOf(text.slice(start, end)))) continue;
    if (isAnnounced(start) || (isDistinctive(joints) && !isOtherNumber(text, start)))
      spans.push({ start, end });
  }
  return spans;
};
