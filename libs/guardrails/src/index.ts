/**
 * Finds personal data, secrets, unsafe content and attempts to take a model over in texts, validates input for where it
 * is put, and redacts what must not go on, as a policy says. Pure functions, in time linear in the text.
 */
export { type ContentCategory, contentCategories } from './content/content-category.ts';
export type { ContentFinding } from './content/content-finding.ts';
export { detectContent } from './content/detect-content.ts';
export { type CustomType, customDetector } from './custom/custom-detector.ts';
export { CustomTypeError } from './custom/custom-type-error.ts';
export type { Detector, Sighting, Span } from './detector.ts';
export { detectors } from './detectors.ts';
export {
  detectInjection,
  type InjectionOptions,
  injectionScore,
  injectionSignals,
  ruleSignals,
} from './injection/detect-injection.ts';
export { type InjectionClass, injectionClasses } from './injection/injection-class.ts';
export type { InjectionFinding } from './injection/injection-finding.ts';
export type { InjectionSighting, InjectionSignal, Origin, Reading } from './injection/injection-signal.ts';
export type { Decoding } from './injection/normalise/decoding.ts';
export type { Encoding } from './layers/encoding.ts';
export { defaultPolicy } from './policy/default-policy.ts';
export { Policy, PolicyView } from './policy/policy.ts';
export type { PolicyContext } from './policy/policy-context.ts';
export { Destination, PolicyAction, PolicyDocument, type PolicyRule } from './policy/policy-document.ts';
export { PolicyError } from './policy/policy-error.ts';
export { policyFor } from './policy/policy-for.ts';
export { readPolicy } from './policy/read-policy.ts';
export { MemoryVault } from './redaction/memory-vault.ts';
export { maskOf, redact } from './redaction/redact.ts';
export type { Redaction } from './redaction/redaction.ts';
export { restore } from './redaction/restore.ts';
export type { TokenVault } from './redaction/token-vault.ts';
export { scan } from './scan.ts';
export { type ScreenOptions, screen } from './screen.ts';
export type { ScreeningOptions } from './screening.ts';
export { createRestoreStream, type RestoreStream } from './stream/restore-stream.ts';
export {
  createStreamGuard,
  type StreamCheck,
  type StreamGuard,
  type StreamGuardOptions,
} from './stream/stream-guard.ts';
export { type Survey, surveyOf } from './survey/survey.ts';
export { identifyingTypes, redactedTypes } from './types-of-detectors.ts';
export {
  type InputValidation,
  type ValidationOptions,
  validateInput,
} from './validation/validate-input.ts';
export type { ValidationFinding } from './validation/validation-finding.ts';
export { guardrailsVersion } from './version.ts';
