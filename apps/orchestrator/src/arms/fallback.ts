import { type ArmError, addUsage, noUsage } from '@octollm/contracts';
import { BulkheadFullError, CircuitOpenError } from '@octollm/resilience';
import type { Arm } from './arm.ts';
import {
  type ArmCallOptions,
  type ArmReply,
  armUnreachable,
  type Unanswered,
  unanswered,
} from './arm-client.ts';
import { fallbackWarning } from './fallback-warning.ts';
import { isUsable } from './rank-arms.ts';
import { verdictOf } from './verdict.ts';

type Refusal = CircuitOpenError | BulkheadFullError;
type Failed = Exclude<ArmReply, { success: true }>;

/** Seconds until another try, at least one: while a probe is under way it may be over at any time. */
const secondsUntil = (retryAt: Date | null): number =>
  Math.max(Math.ceil(((retryAt?.getTime() ?? 0) - Date.now()) / 1_000), 1);

/** Why circuits are open. */
const reasonOf = (refusals: readonly Refusal[]): string =>
  refusals.every((refusal) => refusal instanceof CircuitOpenError && refusal.isHeld)
    ? 'an operator holds its circuit open'
    : 'its last calls failed';

/** No arm was called: what the error of the call is. */
const refusedBy = (meant: string, refusals: readonly Refusal[]): Unanswered => {
  const times = refusals.flatMap((refusal) =>
    refusal instanceof CircuitOpenError ? [secondsUntil(refusal.retryAt)] : [],
  );
  const isBusy = times.length < refusals.length;
  const others = refusals.length > 1 ? ', nor is any other arm that can do the same' : '';
  const error: ArmError = isBusy
    ? {
        code: 'arm_busy',
        category: 'rate_limited',
        message: `${meant} was not called: too many calls wait for it.`,
        retryable: true,
        retry_after: 1,
      }
    : {
        code: 'circuit_open',
        category: 'unavailable',
        message: `${meant} is not called at the moment, because ${reasonOf(refusals)}${others}.`,
        retryable: true,
        retry_after: Math.min(...times),
      };
  return unanswered(error);
};

/** Whether another arm may be asked after this failure: nothing was done, or may be done twice. */
const mayGoOn = (failed: Failed, options: ArmCallOptions): boolean =>
  Date.now() < options.deadline.getTime() &&
  (failed.error.code === armUnreachable ||
    (options.idempotent === true && verdictOf(failed, false) === 'failure'));

/** An arm that refuses the call has not been called. */
const callUnlessRefused = async (arm: Arm, options: ArmCallOptions): Promise<ArmReply | Refusal> => {
  try {
    return await arm.call(options);
  } catch (error) {
    if (error instanceof CircuitOpenError || error instanceof BulkheadFullError) return error;
    throw error;
  }
};

const isRefusal = (outcome: ArmReply | Refusal): outcome is Refusal => outcome instanceof Error;

/**
 * Calls the first arm that takes the call and, where that is safe, the next ones after a failure. An answer of
 * another arm than the one that was meant carries a warning. What failed calls have used is counted, and so are those
 * among them that may have used something nobody has reported.
 * @param arms those that can carry the action out, the best first; at least one
 * @param meant the arm that the caller named, or the best one
 */
export const callWithFallback = async (
  arms: readonly Arm[],
  meant: string,
  options: ArmCallOptions,
): Promise<ArmReply> => {
  const refusals: Refusal[] = [];
  let failed: Failed | undefined;
  for (const arm of arms) {
    if (failed !== undefined && !isUsable(arm.standing)) continue;
    const outcome = await callUnlessRefused(arm, options);
    if (isRefusal(outcome)) {
      refusals.push(outcome);
      continue;
    }
    const usage = addUsage(failed?.usage ?? noUsage, outcome.usage);
    const unreported = (failed?.unreported ?? 0) + (outcome.unreported ?? 0);
    if (outcome.success) {
      const warnings =
        arm.id === meant ? outcome.warnings : [...outcome.warnings, fallbackWarning(meant, arm.id)];
      return { ...outcome, usage, unreported, warnings };
    }
    failed = { ...outcome, usage, unreported };
    if (!mayGoOn(outcome, options)) return failed;
  }
  return failed ?? refusedBy(meant, refusals);
};
