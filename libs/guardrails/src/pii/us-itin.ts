import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { taxpayerNumbers } from './taxpayer-number.ts';

/** The middle digits that the Internal Revenue Service gives out (https://www.irs.gov/irm/part3/irm_03-021-263r). */
const isIssued = (digits: string): boolean => {
  const group = Number(digits.slice(3, 5));
  return (
    digits.startsWith('9') &&
    ((group >= 50 && group <= 65) || (group >= 70 && group <= 99 && group !== 89 && group !== 93))
  );
};

const numbers = taxpayerNumbers({
  names: String.raw`itin|individual taxpayer identification number`,
  isIssued,
  announced: confidence.checkedAndAnnounced,
});

/** US individual taxpayer identification numbers, in three groups, or in one piece after words that announce one. */
export const usItin: Detector = {
  check: 'pii',
  type: 'us_itin',
  severity: 'high',
  redacted: false,
  confidence: confidence.checked,
  detect: (text, survey = surveyOf(text)) => numbers(text, survey),
};
