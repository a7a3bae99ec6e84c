import type { PatternRule } from '../validation-rule.ts';
import { languageRules } from './language-rules.ts';
import { pathRules } from './path-rules.ts';
import { promptRules } from './prompt-rules.ts';
import { shellRules } from './shell-rules.ts';
import { webRules } from './web-rules.ts';

/** Every rule over the characters of a text. */
export const validationRules: readonly PatternRule[] = [
  ...shellRules,
  ...pathRules,
  ...webRules,
  ...languageRules,
  ...promptRules,
];
