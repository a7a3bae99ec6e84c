import type { ConcurrencyLimiter, Lease, LeaseDecision } from '../concurrency/concurrency-limiter.ts';
import {
  type QuotaLimiter,
  type Reservation,
  requirePossible,
  requireWhole,
} from '../quota/quota-limiter.ts';
import type { Failover } from './failover.ts';

/**
 * A concurrency limiter that goes on in this process while the primary does not answer. Every lease counts in both, under
 * the same id, so that this process alone never exceeds a limit, outage or not; leases that were granted during an
 * outage count in the primary from their next renewal on, as far as it has room.
 */
export const concurrencyWithFallback = (
  primary: ConcurrencyLimiter,
  local: ConcurrencyLimiter,
  failover: Failover,
): ConcurrencyLimiter => {
  const inPrimary = (lease: Lease): Promise<LeaseDecision> =>
    failover.decide<LeaseDecision>(
      () => primary.acquire(lease),
      () => ({ granted: true }),
    );
  return {
    acquire: async (lease) => {
      const here = await local.acquire(lease);
      // It stands: what one process holds is never more than what all of them hold.
      if (!here.granted) return here;
      const decision = await inPrimary(lease);
      if (!decision.granted) await local.release(lease);
      return decision;
    },
    renew: async (lease) => {
      const here = await local.renew(lease);
      const there = await inPrimary(lease);
      return here && there.granted;
    },
    release: async (lease) => {
      // Both before anything is awaited, so that whoever asks next finds the room.
      const here = local.release(lease);
      await failover.decide(
        () => primary.release(lease),
        // The end of the lease in the primary makes up for it.
        () => undefined,
      );
      await here;
    },
  };
};

/** A quota limiter that goes on in this process while the primary does not answer. */
export const quotaWithFallback = (
  primary: QuotaLimiter,
  local: QuotaLimiter,
  failover: Failover,
): QuotaLimiter => {
  const madeHere = new WeakSet<Reservation>();
  return {
    reserve: async (key, amount, quota) => {
      // A mistake of the caller is no outage.
      requireWhole(amount);
      requirePossible(key, amount, quota);
      return failover.decide(
        () => primary.reserve(key, amount, quota),
        async () => {
          const decision = await local.reserve(key, amount, quota);
          if (decision.granted) madeHere.add(decision.reservation);
          return decision;
        },
      );
    },
    settle: async (reservation, actual) => {
      requireWhole(actual);
      if (madeHere.has(reservation)) return local.settle(reservation, actual);
      return failover.decide(
        () => primary.settle(reservation, actual),
        // The estimate stands until it leaves the window.
        () => undefined,
      );
    },
  };
};
