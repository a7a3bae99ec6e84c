import type { Detector } from './detector.ts';
import { detectors } from './detectors.ts';

/** What is redacted by default: cards, social security numbers and secrets. Other personal data stays in place. */
export const redactedTypes: ReadonlySet<string> = new Set(
  detectors.filter(({ redacted }) => redacted).map(({ type }) => type),
);

/** The default together with the types of a caller's own that are to be redacted. */
export const redactedWith = (custom: readonly Detector[]): ReadonlySet<string> =>
  new Set([...redactedTypes, ...custom.filter(({ redacted }) => redacted).map(({ type }) => type)]);
