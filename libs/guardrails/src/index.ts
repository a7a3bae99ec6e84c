/** Finds personal data and secrets in texts and redacts them. Pure functions, in time linear in the text. */
export type { Detector, Span } from './detector.ts';
export { detectors } from './detectors.ts';
export { redactedTypes } from './policy.ts';
export { maskOf, redact } from './redact.ts';
export { scan } from './scan.ts';
export { screen } from './screen.ts';
