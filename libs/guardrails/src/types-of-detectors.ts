import { detectors } from './detectors.ts';

/** What is redacted by default: cards, social security numbers and secrets. Other personal data stays in place. */
export const redactedTypes: ReadonlySet<string> = new Set(
  detectors.filter(({ redacted }) => redacted).map(({ type }) => type),
);

/**
 * The personal data that point at somebody by themselves. The other types, such as places, dates and nationalities,
 * do so only together: to take them out of every text would leave little of what was asked.
 */
export const identifyingTypes: ReadonlySet<string> = new Set(
  detectors.filter(({ check, severity }) => check === 'pii' && severity !== 'low').map(({ type }) => type),
);
