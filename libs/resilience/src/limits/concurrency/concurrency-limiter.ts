import { randomUUID } from 'node:crypto';

/** One limit that a lease counts against. */
export interface ConcurrencyLimit {
  /** What is limited, such as `arm:coder-arm`. */
  readonly key: string;
  /** How many may hold it at the same time; at least 1. */
  readonly max: number;
}

/** A right to do something at the same time as others, for a while. It is a value: any process may give it back. */
export interface Lease {
  readonly id: string;
  /** Every limit that it counts against. */
  readonly limits: readonly ConcurrencyLimit[];
  /** How long it holds after it was acquired or renewed, in milliseconds. */
  readonly leaseMs: number;
}

/** A lease nobody holds yet. */
export const newLease = (limits: readonly ConcurrencyLimit[], leaseMs: number): Lease => ({
  id: randomUUID(),
  limits,
  leaseMs,
});

/** Whether a lease is held now. */
export type LeaseDecision =
  | { readonly granted: true }
  | {
      readonly granted: false;
      /** A limit that is reached. */
      readonly fullKey: string;
      /** Milliseconds until one of its holders is taken for lost, unless it renews or releases before. */
      readonly retryAfterMs: number;
    };

/** Keeps the number of holders of each key at its limit or below. One suite of tests runs against every adapter. */
export interface ConcurrencyLimiter {
  /** Counts the lease against all its limits, or against none. Acquiring it again is renewing it. */
  acquire(lease: Lease): Promise<LeaseDecision>;
  /**
   * Makes the lease hold for its full time from now on. One that has expired or was forgotten is taken anew when there
   * is room.
   * @returns whether it is held now
   */
  renew(lease: Lease): Promise<boolean>;
  /** Gives the lease back; one that is not held is ignored. */
  release(lease: Lease): Promise<void>;
}
