import type { Severity, ValidationLevel } from '@octollm/contracts';
import type { Span } from '../detector.ts';
import type { Encoding } from '../layers/encoding.ts';

/** Why an input is not allowed, at offsets of the original text. */
export interface ValidationFinding extends Span {
  readonly rule: string;
  /** `critical` for what is an attack at every level, `high` from `moderate` on, `medium` at `strict` alone. */
  readonly severity: Severity;
  /** The lowest level that does not allow it. */
  readonly level: ValidationLevel;
  /** A sentence for people that holds no text of the input. */
  readonly explanation: string;
  /** What the text was decoded from before the rule matched. */
  readonly encodings: readonly Encoding[];
}
