import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { taxpayerNumbers } from './taxpayer-number.ts';

/**
 * Whether the Social Security Administration gives out such numbers: no area 000, 666 or 900-999, no group 00, no
 * serial 0000 (https://www.ssa.gov/employer/randomization.html).
 */
const isIssued = (digits: string): boolean => {
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
  return area !== '000' && area !== '666' && !area.startsWith('9') && group !== '00' && serial !== '0000';
};

const numbers = taxpayerNumbers({
  names: String.raw`ssn|social[ _-]security|social(?=["' _]{0,2}(?:number|no|is|was|[:=#]))`,
  isIssued,
  announced: confidence.announced,
});

/** US social security numbers, written in three groups, or in one piece after words that announce one. */
export const usSsn: Detector = {
  check: 'pii',
  type: 'us_ssn',
  severity: 'high',
  redacted: true,
  confidence: confidence.distinctive,
  detect: (text, survey = surveyOf(text)) => numbers(text, survey),
};
