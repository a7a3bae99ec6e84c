import { confidence } from '../confidence.ts';
import type { Detector, Span } from '../detector.ts';
import { roles } from '../lexicon/roles.ts';
import { endOfMatch } from '../spans.ts';
import { surveyOf } from '../survey/survey.ts';
import { lengthOf } from './digit-groups.ts';

const behind =
  /[ -]?(?:years?|yrs?)?[ -]?(?:old|of age)\b|[ -]?y\/?o\b|[ -]?year-old|[ -]jahre alt|[ -]ans\b|[ -]años\b/iy;
const before = /(?:\baged?:? (?:of |is )?|\bage[:=] ?|\bturn(?:s|ed|ing) |\bat age )$/i;
const longest = 12;
const oldest = 122;

/** Ages of people in years, by the words before or behind them. */
export const age: Detector = {
  check: 'pii',
  type: 'age',
  severity: 'low',
  redacted: false,
  confidence: confidence.announced,
  detect(text, survey = surveyOf(text)) {
    const { digits } = survey;
    const spans: Span[] = [];
    if ((survey.roles & roles.age) === 0) return spans;
    for (let run = 0; run < digits.length; run += 2) {
      const [start = 0, end = 0] = [digits[run], digits[run + 1]];
      if (lengthOf(digits, run) > 3 || Number(text.slice(start, end)) > oldest) continue;
      const isAge =
        endOfMatch(text, behind, end) > 0 || before.test(text.slice(Math.max(0, start - longest), start));
      if (isAge && !/[\w.,-]/.test(text.charAt(start - 1))) spans.push({ start, end });
    }
    return spans;
  },
};
