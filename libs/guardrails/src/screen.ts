import type { Finding, GuardianCheck, GuardianOutput } from '@octollm/contracts';
import { redactedTypes } from './policy.ts';
import { redact } from './redact.ts';
import { scan } from './scan.ts';

/** A mask may complete what the text around it is taken for; each round leaves less, and two rounds are the rule. */
const maxRounds = 8;

const redactable = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ type }) => redactedTypes.has(type));

/**
 * Screens a text: what was found, what becomes of it, and the text without cards, social security numbers and
 * secrets. Screening the result again changes nothing.
 */
export const screen = (text: string, checks: readonly GuardianCheck[]): GuardianOutput => {
  const findings = scan(text, checks);
  let sanitized = text;
  let hidden = redactable(findings);
  for (let round = 0; hidden.length > 0 && round < maxRounds; round += 1) {
    sanitized = redact(sanitized, hidden);
    hidden = redactable(scan(sanitized, checks));
  }
  return {
    decision: sanitized === text ? 'allow' : 'redact',
    findings: [...findings],
    sanitized_text: sanitized,
  };
};
