import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

/** Secret and restricted keys and webhook secrets; publishable keys (`pk_`) are no secret (Stripe, "API keys"). */
const pattern = /(?<![A-Za-z0-9_])(?:[sr]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,})/y;

export const stripeKey: Detector = {
  check: 'secrets',
  type: 'stripe_key',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect: (text, survey = surveyOf(text)) => prefixedTokens(text, survey, pattern),
};
