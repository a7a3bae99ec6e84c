import type { Sink, TextDirection, Tier } from '@octollm/contracts';
import type { Condition, Destination } from './policy-document.ts';

/** What a policy may ask about a text besides what was found in it. A rule about something left out does not fit. */
export interface PolicyContext {
  readonly direction?: TextDirection | undefined;
  readonly destination?: Destination | undefined;
  readonly sink?: Sink | undefined;
  readonly tenant?: string | undefined;
  readonly tier?: Tier | undefined;
}

/** Whether a value is the wanted one, or one of the wanted ones; everything is when nothing is wanted. */
export const isWanted = <T>(wanted: T | readonly T[] | undefined, value: T | undefined): boolean => {
  if (wanted === undefined) return true;
  return value !== undefined && (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
};

/** Whether a condition holds as far as it concerns the context. */
export const fitsContext = (condition: Condition, context: PolicyContext): boolean =>
  isWanted(condition.direction, context.direction) &&
  isWanted(condition.destination, context.destination) &&
  isWanted(condition.sink, context.sink) &&
  isWanted(condition.tenant, context.tenant) &&
  isWanted(condition.tier, context.tier);
