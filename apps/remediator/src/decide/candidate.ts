import { v5 } from 'uuid';
import type { Rule } from '../policy/policy.ts';
import type { Alert } from '../webhook/alert.ts';

/** What a rule would act on, or why there is nothing. */
export type Target =
  | { readonly name: string; readonly tenantId?: string }
  | { readonly name: string; readonly missing: string };

/** An alert that a rule speaks of. */
export interface Candidate {
  readonly rule: Rule;
  readonly alert: Alert;
  readonly target: Target;
}

/** Whether decisions are carried out, or only written down. */
export type Mode = 'dry-run' | 'act';

/** Times that one occurrence of an alert is answered at most, counting those that failed. */
export const mostAttempts = 3;

const namespace = '8a0f6b6e-3f7e-4a0e-9d0c-0c6a7f2b51e3';
const idOf = (...parts: readonly (string | number)[]): string => v5(JSON.stringify(parts), namespace);

/**
 * What there is one decision for: a rule, what it acts on, and one occurrence of the alert. Whom to pause is found anew
 * each time, and while one tenant is paused the costs are those of the others: each of them would be the next.
 */
export const keyOf = ({ rule, alert, target }: Candidate): string =>
  rule.action.kind === 'pause_tenant'
    ? idOf(rule.name, alert.startsAt)
    : idOf(rule.name, target.name, alert.startsAt);

/** The id of an attempt at a candidate, from 1. What was tried dry does not stand in the way of acting. */
export const attemptId = (candidate: Candidate, mode: Mode, attempt: number): string =>
  idOf(keyOf(candidate), mode, attempt);

/** The ids of all attempts that there may be, first to last. */
export const attemptIds = (candidate: Candidate, mode: Mode): readonly string[] =>
  Array.from({ length: mostAttempts }, (_, index) => attemptId(candidate, mode, index + 1));

/** The id of a refusal: one for each reason, however often the alert comes again. */
export const refusalId = (candidate: Candidate, mode: Mode, decision: string): string =>
  idOf(keyOf(candidate), mode, decision);

/** The id of an attempt to put back what a remediation raised. */
export const restoreId = (raised: string, attempt: number): string => idOf(raised, 'restore', attempt);
