import type { Severity } from '@octollm/contracts';
import type { Span } from '../detector.ts';
import type { Encoding } from '../layers/encoding.ts';
import type { ContentCategory } from './content-category.ts';

/** Unsafe content, at offsets of the original text. */
export interface ContentFinding extends Span {
  readonly rule: string;
  readonly category: ContentCategory;
  readonly severity: Severity;
  /** From 0 to 1. */
  readonly confidence: number;
  /** A sentence for people that holds no text of the input. */
  readonly explanation: string;
  /** What the text was decoded from before the rule matched. */
  readonly encodings: readonly Encoding[];
}
