import type { Finding, GuardianCheck, GuardianOutput, ValidationLevel } from '@octollm/contracts';
import { detectContent } from './content/detect-content.ts';
import { detectInjection, type InjectionOptions } from './injection/detect-injection.ts';
import { sanitise } from './sanitise.ts';
import { Screening, type ScreeningOptions } from './screening.ts';
import { validateInput } from './validation/validate-input.ts';

/** What a caller may choose. Everything left out is as the policy says. */
export interface ScreenOptions extends InjectionOptions, ScreeningOptions {
  /** How strictly input is validated, instead of what the policy says. */
  readonly level?: ValidationLevel | undefined;
}

const injectionsIn = (text: string, options: InjectionOptions): readonly Finding[] =>
  detectInjection(text, options).map(({ injectionClass, severity, start, end, confidence, explanation }) => ({
    check: 'injection',
    type: injectionClass,
    severity,
    start,
    end,
    confidence,
    explanation,
  }));

/** The unsafe content in a text, as findings of the check `content`. */
export const contentIn = (text: string): readonly Finding[] =>
  detectContent(text).map(({ category, severity, start, end, confidence, explanation }) => ({
    check: 'content',
    type: category,
    severity,
    start,
    end,
    confidence,
    explanation,
  }));

const invalidIn = (
  text: string,
  screening: Screening,
  { sink, level = screening.level }: ScreenOptions,
): readonly Finding[] =>
  sink === undefined
    ? []
    : validateInput(text, { sink, level }).findings.map(({ rule, severity, start, end, explanation }) => ({
        check: 'policy',
        type: rule,
        severity,
        start,
        end,
        explanation,
      }));

/**
 * Screens a text: what was found, what becomes of it, and the text without what is to be hidden (by default cards,
 * social security numbers and secrets). By default high and critical injections and content block, and so does input
 * that is not valid where it is put; their text stays as it is. Screening the result again changes nothing. Findings
 * of personal data and secrets come first, and the others may overlap them.
 */
export const screen = (
  text: string,
  checks: readonly GuardianCheck[],
  options: ScreenOptions = {},
): GuardianOutput => {
  const screening = new Screening(checks, options);
  const found = screening.find(text);
  const { text: sanitized_text } = sanitise(
    { text, marks: [] },
    (of) => screening.hiddenIn(of),
    screening.replace,
    screening.hidden(found),
  );
  const findings = [
    ...screening.reported(found),
    ...(checks.includes('injection') ? injectionsIn(text, options) : []),
    ...(checks.includes('content') ? contentIn(text) : []),
    ...(checks.includes('policy') ? invalidIn(text, screening, options) : []),
  ].filter((finding) => screening.actionFor(finding) !== 'allow');
  const isBlocked = findings.some((finding) => screening.actionFor(finding) === 'block');
  const changed = sanitized_text === text ? 'allow' : 'redact';
  return { decision: isBlocked ? 'block' : changed, findings, sanitized_text };
};
