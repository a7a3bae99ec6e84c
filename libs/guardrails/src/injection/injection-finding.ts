import type { Severity } from '@octollm/contracts';
import type { Span } from '../detector.ts';
import type { InjectionClass } from './injection-class.ts';
import type { Decoding } from './normalise/decoding.ts';

/** An attempt to take a model over, at offsets of the original text. */
export interface InjectionFinding extends Span {
  readonly rule: string;
  readonly injectionClass: InjectionClass;
  readonly severity: Severity;
  /** From 0 to 1. */
  readonly confidence: number;
  /** A sentence for people that holds no text of the input. */
  readonly explanation: string;
  /** What the text had to go through before the rule matched. */
  readonly decodings: readonly Decoding[];
  /** The parts that speak for it most, when that is not all of it. */
  readonly evidence?: readonly Span[];
}
