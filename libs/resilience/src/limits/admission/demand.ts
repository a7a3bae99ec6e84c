/** A part of a token bucket, which holds `burst` and is filled with `perMinute` a minute. */
export interface BucketDemand {
  readonly kind: 'bucket';
  readonly key: string;
  /** Greater than 0. */
  readonly perMinute: number;
  /** At least 1. */
  readonly burst: number;
  /**
   * How much of it, from 0. Nothing asks how the bucket stands and is never refused. More than the bucket holds is given
   * when it is full, and leaves a debt that is filled up first.
   */
  readonly cost: number;
}

/** One of the events that a sliding window holds: at most `max` in any stretch of time of that length. */
export interface WindowDemand {
  readonly kind: 'window';
  readonly key: string;
  /** At least 1. */
  readonly max: number;
  /** Milliseconds. */
  readonly windowMs: number;
}

/** A place among at most `max` holders, until it is given back or its lease ends. */
export interface SlotDemand {
  readonly kind: 'slot';
  readonly key: string;
  /** At least 1. */
  readonly max: number;
  /** How long it holds after it was taken or taken again, in milliseconds. */
  readonly leaseMs: number;
}

/** What one request wants of one limit. */
export type Demand = BucketDemand | WindowDemand | SlotDemand;

/** How a limit stands after a decision. */
export interface LimitState {
  /** What could be taken at once now; whole, from 0. */
  readonly remaining: number;
  /** Milliseconds until the limit is whole again when nothing more comes; of a slot: until its first lease ends. */
  readonly resetMs: number;
  /** Milliseconds until the demand fits, when nobody else takes it; 0 when it does. */
  readonly retryAfterMs: number;
}

/** Whether a request was admitted, and how each of its limits stands, in the order of its demands. */
export interface AdmissionDecision {
  readonly allowed: boolean;
  readonly states: readonly LimitState[];
}

/** What is given back after a request: of a bucket `amount`, which below 0 takes more; of a slot the place. */
export interface GiveBack {
  readonly demand: BucketDemand | SlotDemand;
  /** @default 0 */
  readonly amount?: number;
}

/** Sums of fractions miss a whole token by less than this. */
export const tolerance = 1e-9;

/** What a bucket must hold for a demand. */
export const needOf = ({ cost, burst }: BucketDemand): number => Math.min(cost, burst);

/** The demand that stands in the way the longest, or undefined when the request was admitted. */
export const refusal = <D extends Demand>(
  demands: readonly D[],
  { allowed, states }: AdmissionDecision,
): { readonly demand: D; readonly state: LimitState } | undefined => {
  if (allowed) return undefined;
  let longest: { readonly demand: D; readonly state: LimitState } | undefined;
  for (const [index, demand] of demands.entries()) {
    const state = states[index];
    if (state !== undefined && state.retryAfterMs > (longest?.state.retryAfterMs ?? 0))
      longest = { demand, state };
  }
  return longest;
};
