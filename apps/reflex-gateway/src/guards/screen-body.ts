import type { GuardianCheck, GuardianOutput } from '@octollm/contracts';
import { type ScreenOptions, screen } from '@octollm/guardrails';
import { type BodyFinding, BodyFindings } from './body-findings.ts';
import { mapTexts, type TextPath } from './map-texts.ts';

/** What the guardrails say of a body. */
export interface ScreenedBody {
  readonly decision: GuardianOutput['decision'];
  readonly findings: readonly BodyFinding[];
  /** The body with what is to be redacted redacted; the same object when there was nothing. */
  readonly body: unknown;
}

/**
 * Screens every text of a JSON value, the keys of its objects too.
 * @param options by what they are judged, and whether the caller wrote them or hands on what somebody else did
 */
export const screenBody = (
  body: unknown,
  checks: readonly GuardianCheck[],
  options: ScreenOptions,
): ScreenedBody => {
  const found = new BodyFindings();
  const clean = (text: string, path: TextPath): string => {
    const output = screen(text, checks, options);
    found.add(output, path);
    return output.sanitized_text;
  };
  const seen = mapTexts(body, undefined, { text: clean, key: clean, scopeIn: (_, outer) => outer });
  return { body: seen, findings: found.all, decision: found.decision };
};
