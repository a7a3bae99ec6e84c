import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

const pattern = /(?<![A-Za-z0-9_])octollm_(?:test|live|admin)_[A-Za-z0-9_-]{16,}/y;

/** Keys of this platform. */
export const platformKey: Detector = {
  check: 'secrets',
  type: 'octollm_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect: (text, survey = surveyOf(text)) => prefixedTokens(text, survey, pattern),
};
