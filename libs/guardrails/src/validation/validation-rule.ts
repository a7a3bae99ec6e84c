import type { Sink, ValidationLevel } from '@octollm/contracts';

/** Something that is dangerous in a text, by where the text goes. */
export interface ValidationRule {
  readonly id: string;
  /** What such a text does, for people: `leaves its folder`. */
  readonly explanation: string;
  /**
   * The lowest level at which it blocks, by sink; it blocks at every stricter one too. What blocks at `permissive` is
   * an attack whatever else the text says.
   */
  readonly blocksFrom: Readonly<Partial<Record<Sink, ValidationLevel>>>;
}

/** A rule over the characters of a text. */
export interface PatternRule extends ValidationRule {
  /** Linear; without the flag `g`, because the first match is all that is wanted. */
  readonly pattern: RegExp;
}
