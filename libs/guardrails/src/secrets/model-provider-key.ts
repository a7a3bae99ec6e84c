import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

const pattern = /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{20,}/y;

/** Words with hyphens between them look alike, but hold no digits and capitals at once. */
const isRandom = (key: string): boolean => /\d/.test(key) && /[A-Z]/.test(key) && /[a-z]/.test(key.slice(3));

/** Keys in the style of OpenAI (`sk-`, `sk-proj-`) and Anthropic (`sk-ant-`). */
export const modelProviderKey: Detector = {
  check: 'secrets',
  type: 'model_provider_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.distinctive,
  detect: (text, survey = surveyOf(text)) => prefixedTokens(text, survey, pattern, isRandom),
};
