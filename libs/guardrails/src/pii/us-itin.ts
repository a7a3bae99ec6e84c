import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const separated = /(?<!\w|\d[-.])(?<value>9\d{2}([- \u2010\u2011\u2013])\d{2}\2\d{4})(?!\w|[-.]\d)/dg;
const announced =
  /(?<![a-z])(?:itin|individual taxpayer identification number)(?: is| was)?[:=#]? {0,3}(?<value>9\d{8})(?!\w|[-.]\d)/dgi;

/** The middle digits that the Internal Revenue Service gives out (https://www.irs.gov/irm/part3/irm_03-021-263r). */
const isIssued = (value: string): boolean => {
  const group = Number(value.replaceAll(/\D/g, '').slice(3, 5));
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 99 && group !== 89 && group !== 93);
};

/** US individual taxpayer identification numbers, in three groups, or in one piece after words that announce one. */
export const usItin: Detector = {
  check: 'pii',
  type: 'us_itin',
  severity: 'high',
  redacted: false,
  confidence: confidence.checked,
  *detect(text) {
    yield* matches(text, separated, isIssued);
    for (const span of matches(text, announced, isIssued))
      yield { ...span, confidence: confidence.checkedAndAnnounced };
  },
};
