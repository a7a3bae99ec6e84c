import { InvalidRequestError } from '@octollm/contracts';

/** Takes out of a text what must not be kept, such as card numbers and secrets. The guardrails do it. */
export type Redact = (text: string) => string;

/** Deeper than anything that is remembered, and far from what a stack holds. */
const mostDepth = 32;

/**
 * A JSON value in which every text was redacted, names of members too, and numbers that are something else.
 * @throws InvalidRequestError when it is nested more than 32 deep.
 */
export const redacted = (value: unknown, redact: Redact, depth = 0): unknown => {
  if (depth > mostDepth) throw new InvalidRequestError(`Nest values at most ${mostDepth} deep.`);
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number') {
    const text = String(value);
    const clean = redact(text);
    return clean === text ? value : clean;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => redacted(item, redact, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redact(name), redacted(member, redact, depth + 1)]),
  );
};
