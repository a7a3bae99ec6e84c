import type { Severity } from '@octollm/contracts';
import type { Aspect, Topic } from './concepts.ts';
import type { ContentCategory } from './content-category.ts';

/**
 * Words that mean harm only together: a topic, and around it in the same sentence something of each aspect. A topic
 * alone is never enough for what blocks, because people who protect others speak of it too.
 */
export interface ContentRule {
  readonly id: string;
  readonly category: ContentCategory;
  readonly severity: Severity;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What such a text does, for people. */
  readonly explanation: string;
  readonly topic: Topic;
  readonly aspects: readonly Aspect[];
  /** How many characters may stand between the topic and an aspect. */
  readonly reach: number;
}
