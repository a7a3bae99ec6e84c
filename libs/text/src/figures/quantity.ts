import type { Span } from '../sentences/prose.ts';
import type { Unit } from './units.ts';

/** How a text hedges a number: `about 400`, `over 400`, `nearly 400`. */
export type Hedge = 'about' | 'over' | 'under';

/**
 * - `number`: a number with or without a unit
 * - `clock`: a time of the day, in minutes
 * - `fraction`: `half`, `three quarters`, of something else than a unit
 * - `ratio`: `twice`, `three times as`
 */
export type QuantityKind = 'number' | 'clock' | 'fraction' | 'ratio';

/** A figure as it is compared and computed with. */
export interface Quantity extends Span {
  readonly kind: QuantityKind;
  /** With its scale: 1,200,000 for `1.2 million`. */
  readonly value: number;
  /** What one in its last decimal is worth: 100,000 for `1.2 million`. */
  readonly step: number;
  /** 1,000,000 for `1.2 million`. */
  readonly scale: number;
  readonly unit: Unit | null;
  /** The unit of a rate that is none of its own: the second of `5 litres per second`. */
  readonly per: Unit | null;
  /** The stem of what is counted, where there is no unit: the boat of `12 boats`. */
  readonly noun: string | null;
  readonly hedge: Hedge | null;
}

/** Whether it can be a year: a whole number without a unit from 1000 to 2199. */
export const isYear = ({ kind, text, value, step, unit }: Quantity): boolean =>
  kind === 'number' &&
  unit === null &&
  step === 1 &&
  !text.includes(',') &&
  Number.isInteger(value) &&
  value >= 1_000 &&
  value < 2_200;
