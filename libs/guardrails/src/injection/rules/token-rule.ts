import type { Severity } from '@octollm/contracts';
import type { InjectionClass } from '../injection-class.ts';
import type { Origin } from '../injection-signal.ts';

/** A rule over words. */
export interface TokenRule {
  readonly id: string;
  readonly injectionClass: InjectionClass;
  /** When it differs from that of the class, because the words also have harmless uses. */
  readonly severity?: Severity;
  /** When the text says that somebody else does it: `the jury was told to …`. See `isReported`. */
  readonly reported?: Severity;
  /** Only for texts of this origin. */
  readonly origin?: Origin;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What such a text does, for people. */
  readonly explanation: string;
  /** Any of them; see `parseSequence`. */
  readonly sequences: readonly string[];
}
