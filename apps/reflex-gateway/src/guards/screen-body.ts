import type { Finding, GuardianCheck, GuardianOutput } from '@octollm/contracts';
import { type Origin, screen } from '@octollm/guardrails';

/** A finding, and the text it is in as a JSON pointer (RFC 6901) into the body. */
export interface BodyFinding extends Finding {
  readonly pointer: string;
}

/** What the guardrails say of a body. */
export interface ScreenedBody {
  readonly decision: GuardianOutput['decision'];
  readonly findings: readonly BodyFinding[];
  /** The body with what is to be redacted redacted; the same object when there was nothing. */
  readonly body: unknown;
}

const rank: Readonly<Record<GuardianOutput['decision'], number>> = { allow: 0, redact: 1, block: 2 };

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** A key that no other key of the object has: two redacted keys may look alike. */
const freeKey = (key: string, taken: object): string => {
  let free = key;
  for (let n = 2; Object.hasOwn(taken, free); n += 1) free = `${key} (${n})`;
  return free;
};

/**
 * Screens every text of a JSON value, the keys of its objects too: nothing that a caller sends is out of sight because
 * of where it stands.
 * @param origin whether the caller wrote the texts or hands on what somebody else did
 */
export const screenBody = (body: unknown, checks: readonly GuardianCheck[], origin: Origin): ScreenedBody => {
  const findings: BodyFinding[] = [];
  let decision: GuardianOutput['decision'] = 'allow';

  const visitText = (text: string, pointer: string): string => {
    const found = screen(text, checks, { origin });
    if (rank[found.decision] > rank[decision]) decision = found.decision;
    for (const finding of found.findings) findings.push({ ...finding, pointer });
    return found.sanitized_text;
  };

  const visitObject = (value: Readonly<Record<string, unknown>>, pointer: string): unknown => {
    const copy: Record<string, unknown> = {};
    let isChanged = false;
    for (const [key, inner] of Object.entries(value)) {
      const at = `${pointer}/${escapePointer(key)}`;
      const newKey = freeKey(visitText(key, at), copy);
      copy[newKey] = visit(inner, at);
      isChanged ||= newKey !== key || copy[newKey] !== inner;
    }
    return isChanged ? copy : value;
  };

  const visitList = (list: readonly unknown[], pointer: string): unknown => {
    const copy = list.map((inner, index) => visit(inner, `${pointer}/${index}`));
    return copy.some((inner, index) => inner !== list[index]) ? copy : list;
  };

  const visit = (value: unknown, pointer: string): unknown => {
    if (typeof value === 'string') return visitText(value, pointer);
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value)
      ? visitList(value, pointer)
      : visitObject(value as Readonly<Record<string, unknown>>, pointer);
  };

  return { body: visit(body, ''), findings, decision };
};
