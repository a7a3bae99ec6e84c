import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { matches } from '../spans.ts';

const separated = /(?<![\w]|\d[-.])(?<value>\d{3}([- \u2010\u2011\u2013])\d{2}\2\d{4})(?!\w|[-.]\d)/dg;
const announced =
  /(?<![a-z])(?:ssn|social security(?: (?:number|no\.?|#))?)(?: is| was)?[:=#]? {0,3}(?<value>\d{9})(?!\w|[-.]\d)/dgi;

/**
 * Whether the Social Security Administration gives out such numbers: no area 000, 666 or 900-999, no group 00, no
 * serial 0000 (https://www.ssa.gov/employer/randomization.html).
 */
const isIssued = (value: string): boolean => {
  const digits = value.replaceAll(/\D/g, '');
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
  *detect(text) {
    yield* matches(text, separated, isIssued);
    for (const span of matches(text, announced, isIssued))
      yield { ...span, confidence: confidence.announced };
  },
};
