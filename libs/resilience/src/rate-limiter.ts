/** A limit: how many requests a key may make in a minute on average, and how many at once after a quiet time. */
export interface RateLimit {
  readonly requestsPerMinute: number;
  readonly burst: number;
}

/** Whether a request may go on, and how the limit stands after it. */
export interface RateDecision {
  readonly allowed: boolean;
  /** Requests that could be made at once now. */
  readonly remaining: number;
  /** Seconds until the limit is whole again when nothing more comes. */
  readonly resetSeconds: number;
  /** Seconds until the next request is allowed; 0 when one is allowed now. */
  readonly retryAfterSeconds: number;
}

/** Counts requests by key against their limits. */
export interface RateLimiter {
  consume(key: string, limit: RateLimit): Promise<RateDecision>;
}
