import { type Announcement, announcementEnds } from '../announcements.ts';
import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { threeGroups } from './three-groups.ts';

const length = 9;
const announced: Announcement = {
  role: 'taxpayer',
  phrase: /(?:ssn|social security(?: (?:number|no\.?|#))?)(?: is| was)?[:=#]? {0,3}\d{9}(?!\w|[-.]\d)/iy,
};

/**
 * Whether the Social Security Administration gives out such numbers: no area 000, 666 or 900-999, no group 00, no
 * serial 0000 (https://www.ssa.gov/employer/randomization.html).
 */
const isIssued = (digits: string): boolean => {
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
  return area !== '000' && area !== '666' && !area.startsWith('9') && group !== '00' && serial !== '0000';
};

/** US social security numbers, written in three groups, or in one piece after words that announce one. */
export const usSsn: Detector = {
  check: 'pii',
  type: 'us_ssn',
  severity: 'high',
  redacted: true,
  confidence: confidence.distinctive,
  detect(text, survey = surveyOf(text)) {
    const whole = announcementEnds(text, survey, announced)
      .map((end) => ({ start: end - length, end, confidence: confidence.announced }))
      .filter(({ start, end }) => isIssued(text.slice(start, end)));
    return [...threeGroups(text, survey, isIssued), ...whole];
  },
};
