/** A token bucket's limit: how many requests a minute on average, and how many at once after a quiet time. */
export interface RateLimit {
  /** Greater than 0. */
  readonly requestsPerMinute: number;
  /** At least 1. */
  readonly burst: number;
}

/** A sliding window's limit: at most so many requests in any stretch of time of that length. */
export interface WindowLimit {
  /** At least 1. */
  readonly requests: number;
  /** Milliseconds. */
  readonly windowMs: number;
}

/** Whether a request may go on, and how the limit stands after it. */
export interface RateDecision {
  readonly allowed: boolean;
  /** Requests that could be made at once now. */
  readonly remaining: number;
  /** Seconds until the limit is whole again when nothing more comes. */
  readonly resetSeconds: number;
  /** Seconds until the next request is allowed, rounded up; 0 when this one is. */
  readonly retryAfterSeconds: number;
  /** The same in milliseconds. */
  readonly retryAfterMs: number;
}

/** Counts requests by key against their limits. A request that is refused does not count. */
export interface RateLimiter<Limit = RateLimit> {
  consume(key: string, limit: Limit): Promise<RateDecision>;
}

/** The decision, from times in milliseconds. */
export const rateDecision = (state: {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetMs: number;
  readonly retryAfterMs: number;
}): RateDecision => ({
  allowed: state.allowed,
  remaining: Math.max(0, Math.floor(state.remaining)),
  resetSeconds: Math.ceil(state.resetMs / 1_000),
  retryAfterSeconds: Math.ceil(state.retryAfterMs / 1_000),
  retryAfterMs: Math.ceil(state.retryAfterMs),
});
