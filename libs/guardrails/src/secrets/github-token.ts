import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

/** Personal, OAuth, user, server and refresh tokens, and fine-grained personal ones (GitHub, "about authentication"). */
const pattern = /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/y;

export const githubToken: Detector = {
  check: 'secrets',
  type: 'github_token',
  severity: 'critical',
  redacted: true,
  confidence: confidence.checked,
  detect: (text, survey = surveyOf(text)) => prefixedTokens(text, survey, pattern),
};
