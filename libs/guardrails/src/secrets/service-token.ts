import { confidence } from '../confidence.ts';
import type { Detector } from '../detector.ts';
import { surveyOf } from '../survey/survey.ts';
import { prefixedTokens } from './prefixed-tokens.ts';

/** How services begin their tokens, and what follows. The first word of each is in the lexicon as one of a secret. */
const forms: readonly string[] = [
  // Slack
  'xox[abeprs]-[A-Za-z0-9-]{10,}',
  'xapp-[A-Za-z0-9-]{10,}',
  // GitLab
  'gl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,}',
  // Package registries
  'npm_[A-Za-z0-9]{36,}',
  'pypi-[A-Za-z0-9_-]{32,}',
  'dckr_pat_[A-Za-z0-9_-]{20,}',
  // Hosts of models
  'hf_[A-Za-z0-9]{30,}',
  'gsk_[A-Za-z0-9]{32,}',
  'nvapi-[A-Za-z0-9_-]{32,}',
  'pplx-[A-Za-z0-9]{32,}',
  'xai-[A-Za-z0-9]{32,}',
  // SendGrid, DigitalOcean, Shopify
  String.raw`SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`,
  'do[opr]_v1_[A-Za-z0-9]{32,}',
  'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32,}',
];
const pattern = new RegExp(`(?<![A-Za-z0-9_-])(?:${forms.join('|')})`, 'y');

/** Names of packages and settings look alike, but hold neither digits nor both cases. */
const isRandom = (token: string): boolean => {
  const body = token.slice(token.search(/[_.-]/));
  return /\d/.test(body) || (/[a-z]/.test(body) && /[A-Z]/.test(body));
};

/** Tokens of services that give each one a beginning of its own. */
export const serviceToken: Detector = {
  check: 'secrets',
  type: 'service_token',
  severity: 'critical',
  redacted: true,
  confidence: confidence.distinctive,
  detect: (text, survey = surveyOf(text)) => prefixedTokens(text, survey, pattern, isRandom),
};
