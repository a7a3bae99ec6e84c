import { detectors } from './detectors.ts';

/** What is redacted by default: cards, social security numbers and secrets. Other personal data stays in place. */
export const redactedTypes: ReadonlySet<string> = new Set(
  detectors.filter(({ redacted }) => redacted).map(({ type }) => type),
);
