import type { GuardianCheck, ValidationIssue } from '@octollm/contracts';

/** A part of a text: UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds one type of thing in texts. Its time grows with the length of the text and no faster, whatever it holds. */
export interface Detector {
  readonly check: GuardianCheck;
  /** Names what is found, in snake_case; it is also the mask. */
  readonly type: string;
  readonly severity: ValidationIssue['severity'];
  /** Whether it is redacted unless a tenant says otherwise. What is not is recorded and left in place. */
  readonly redacted: boolean;
  /** The parts of the text. */
  detect(text: string): Iterable<Span>;
}
