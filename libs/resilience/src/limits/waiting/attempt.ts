import { type AdmissionDecision, type Demand, refusal } from '../admission/demand.ts';
import type { Lease, LeaseDecision } from '../concurrency/concurrency-limiter.ts';
import type { Reservation, ReservationDecision } from '../quota/quota-limiter.ts';

/** What came of asking a limit once. */
export type Attempt<Value> =
  | { readonly admitted: true; readonly value: Value }
  | { readonly admitted: false; readonly retryAfterMs: number };

/** An admission limiter's decision on demands as an attempt. */
export const attemptOfAdmission = (
  demands: readonly Demand[],
  decision: AdmissionDecision,
): Attempt<AdmissionDecision> =>
  decision.allowed
    ? { admitted: true, value: decision }
    : { admitted: false, retryAfterMs: refusal(demands, decision)?.state.retryAfterMs ?? 0 };

/** A quota limiter's decision as an attempt. */
export const attemptOfReservation = (decision: ReservationDecision): Attempt<Reservation> =>
  decision.granted
    ? { admitted: true, value: decision.reservation }
    : { admitted: false, retryAfterMs: decision.retryAfterMs };

/**
 * A concurrency limiter's decision as an attempt.
 * @param pollMs - how long to wait at most before asking again: another process may give a lease back at any moment
 */
export const attemptOfLease = (lease: Lease, decision: LeaseDecision, pollMs: number): Attempt<Lease> =>
  decision.granted
    ? { admitted: true, value: lease }
    : { admitted: false, retryAfterMs: Math.min(decision.retryAfterMs, pollMs) };
