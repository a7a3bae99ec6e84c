import type { ArmError, PlanStep, RetryPolicy } from '@octollm/contracts';

/** No task lives longer, so neither does a pause. */
const longestRetryAfterSeconds = 3_600;

/**
 * Whether another attempt may follow an error. A step with side effects is repeated only when the arm refused it
 * before it began: after any other error it may have done some of its work.
 */
export const mayRepeat = (step: Pick<PlanStep, 'idempotent'>, error: ArmError): boolean =>
  error.retryable && (step.idempotent || error.category === 'rate_limited');

/**
 * Milliseconds to wait before the attempt after `attempt` (from 1): exponential, with the upper half of each span
 * random so that callers that failed together do not come back together, and never before `retryAfterSeconds`, of
 * which an hour counts at most.
 */
export const backoffMs = (
  policy: RetryPolicy,
  attempt: number,
  retryAfterSeconds: number | null,
  random: () => number,
): number => {
  const span = Math.min(policy.initial_backoff_ms * 2 ** (attempt - 1), policy.max_backoff_ms);
  const retryAfterMs = Math.min(retryAfterSeconds ?? 0, longestRetryAfterSeconds) * 1_000;
  return Math.max(Math.round(span / 2 + (span / 2) * random()), Math.ceil(retryAfterMs));
};
