/**
 * Finds personal data, secrets and attempts to take a model over in texts, and redacts what must not go on. Pure
 * functions, in time linear in the text.
 */
export { type CustomType, customDetector } from './custom/custom-detector.ts';
export { CustomTypeError } from './custom/custom-type-error.ts';
export type { Detector, Sighting, Span } from './detector.ts';
export { detectors } from './detectors.ts';
export {
  detectInjection,
  type InjectionOptions,
  injectionScore,
  injectionSignals,
} from './injection/detect-injection.ts';
export { type InjectionClass, injectionClasses } from './injection/injection-class.ts';
export type { InjectionFinding } from './injection/injection-finding.ts';
export type { InjectionSighting, InjectionSignal, Origin, Reading } from './injection/injection-signal.ts';
export type { Decoding } from './injection/normalise/decoding.ts';
export { redactedTypes } from './policy.ts';
export { MemoryVault } from './redaction/memory-vault.ts';
export { maskOf, redact } from './redaction/redact.ts';
export type { Redaction } from './redaction/redaction.ts';
export { restore } from './redaction/restore.ts';
export type { TokenVault } from './redaction/token-vault.ts';
export { scan } from './scan.ts';
export { type ScreenOptions, screen } from './screen.ts';
