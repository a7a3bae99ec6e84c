import type { Finding, GuardianCheck, GuardianOutput } from '@octollm/contracts';
import type { Detector } from './detector.ts';
import { detectInjection, type InjectionOptions } from './injection/detect-injection.ts';
import { redactedWith } from './policy.ts';
import { redact } from './redaction/redact.ts';
import type { Redaction } from './redaction/redaction.ts';
import { scan } from './scan.ts';

/** What stands for a value may complete what the text around it is taken for; two rounds are the rule. */
const maxRounds = 8;

/** What a caller may choose. Everything left out is as the policy says. */
export interface ScreenOptions extends InjectionOptions {
  /** The types that are redacted, instead of the default. */
  readonly redactedTypes?: ReadonlySet<string>;
  readonly redaction?: Redaction;
  /** Detectors of the caller's own, see `customDetector`. */
  readonly custom?: readonly Detector[];
}

const blocking: ReadonlySet<Finding['severity']> = new Set(['high', 'critical']);

const injectionsIn = (
  text: string,
  checks: readonly GuardianCheck[],
  options: InjectionOptions,
): readonly Finding[] =>
  checks.includes('injection')
    ? detectInjection(text, options).map(
        ({ injectionClass, severity, start, end, confidence, explanation }) => ({
          check: 'injection',
          type: injectionClass,
          severity,
          start,
          end,
          confidence,
          explanation,
        }),
      )
    : [];

const decide = (injections: readonly Finding[], isChanged: boolean): GuardianOutput['decision'] => {
  if (injections.some(({ severity }) => blocking.has(severity))) return 'block';
  return isChanged ? 'redact' : 'allow';
};

/**
 * Screens a text: what was found, what becomes of it, and the text without what is to be redacted (by default cards,
 * social security numbers and secrets). High and critical injections block; their text stays as it is. Screening the
 * result again changes nothing. Findings of personal data and secrets come first, and injections may overlap them.
 */
export const screen = (
  text: string,
  checks: readonly GuardianCheck[],
  { custom = [], redactedTypes = redactedWith(custom), redaction, ...injection }: ScreenOptions = {},
): GuardianOutput => {
  const find = (of: string): readonly Finding[] => scan(of, checks, custom, redactedTypes);
  const redactable = (found: readonly Finding[]) => found.filter(({ type }) => redactedTypes.has(type));
  const findings = find(text);
  let sanitized = text;
  let hidden = redactable(findings);
  for (let round = 0; hidden.length > 0 && round < maxRounds; round += 1) {
    sanitized = redact(sanitized, hidden, redaction);
    hidden = redactable(find(sanitized));
  }
  const injections = injectionsIn(text, checks, injection);
  return {
    decision: decide(injections, sanitized !== text),
    findings: [...findings, ...injections],
    sanitized_text: sanitized,
  };
};
