import type { GuardianCheck, ValidationIssue } from '@octollm/contracts';
import type { Survey } from './survey/survey.ts';

/** A part of a text: UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A part of a text in which something was found, and how sure that is when it differs from the detector's rule. */
export interface Sighting extends Span {
  /** From 0 to 1. */
  readonly confidence?: number;
}

/** Finds one type of thing in texts. Its time grows with the length of the text and no faster, whatever it holds. */
export interface Detector {
  readonly check: Extract<GuardianCheck, 'pii' | 'secrets'>;
  /** Names what is found, in snake_case; it is also the mask. */
  readonly type: string;
  readonly severity: ValidationIssue['severity'];
  /** Whether it is redacted unless a tenant says otherwise. What is not is recorded and left in place. */
  readonly redacted: boolean;
  /** How sure a sighting is that says nothing else, from 0 to 1. */
  readonly confidence: number;
  /**
   * The parts of the text, in order.
   * @param survey what `surveyOf` says of the same text, when that is known already
   */
  detect(text: string, survey?: Survey): Iterable<Sighting>;
}
