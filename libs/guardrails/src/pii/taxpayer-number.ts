import { announcementEnds } from '../announcements.ts';
import type { Sighting } from '../detector.ts';
import type { Survey } from '../survey/survey.ts';
import { threeGroups } from './three-groups.ts';

const length = 9;
/** What may stand between a name and the nine digits: words, a sign of assignment, quotation marks, a bracket. */
const whole = String.raw`(?:[ _-](?:number|num|no\.?|nr\.?|#))?["'\x60]?(?: (?:is|was))?[:=#]{0,2}>?[ _]{0,3}["'\x60(]{0,2}\d{9}(?!\w|[-.]\d)`;

/** What tells the numbers of an authority from others. */
export interface TaxpayerNumberRule {
  /** The names of the number, as the source of an expression that is linear. */
  readonly names: string;
  /** Whether the authority gives out a number, from its nine digits. */
  readonly isIssued: (digits: string) => boolean;
  /** How sure a number in one piece is, which words announce. */
  readonly announced: number;
}

/** Finds numbers of nine digits: in three groups, or in one piece after words that announce them. */
export const taxpayerNumbers = ({ names, isIssued, announced }: TaxpayerNumberRule) => {
  const named = { role: 'taxpayer', phrase: new RegExp(`(?:${names})(?![a-z])`, 'iy') } as const;
  const given = { role: 'taxpayer', phrase: new RegExp(`(?:${names})${whole}`, 'iy') } as const;
  return (text: string, survey: Survey): readonly Sighting[] => {
    const pieces = announcementEnds(text, survey, given)
      .map((end) => ({ start: end - length, end, confidence: announced }))
      .filter(({ start, end }) => isIssued(text.slice(start, end)));
    return [...threeGroups(text, survey, named, isIssued), ...pieces];
  };
};
