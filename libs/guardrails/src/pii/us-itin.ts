import { type Announcement, announcementEnds } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { threeGroups } from './three-groups.ts';

const length = 9;
const announced: Announcement = {
  role: 'taxpayer',
  phrase: /(?:itin|individual taxpayer identification number)(?: is| was)?[:=#]? {0,3}9\d{8}(?!\w|[-.]\d)/iy,
};

/** The middle digits that the Internal Revenue Service gives out (https://www.irs.gov/irm/part3/irm_03-021-263r). */
const isIssued = (digits: string): boolean => {
  const group = Number(digits.slice(3, 5));
  return (
    digits.startsWith('9') &&
    ((group >= 50 && group <= 65) || (group >= 70 && group <= 99 && group !== 89 && group !== 93))
  );
};

/** US individual taxpayer identification numbers, in three groups, or in one piece after words that announce one. */
export const usItin: Detector = {
  check: 'pii',
  type: 'us_itin',
  severity: 'high',
  redacted: false,
  confidence: confidence.checked,
  detect(text, survey = surveyOf(text)) {
    const whole = announcementEnds(text, survey, announced)
      .map((end) => ({ start: end - length, end, confidence: confidence.checkedAndAnnounced }))
      .filter(({ start, end }) => isIssued(text.slice(start, end)));
    return [...threeGroups(text, survey, isIssued), ...whole];
  },
};
