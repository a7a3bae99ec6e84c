import { LRUCache } from 'lru-cache';
import { type RateDecision, type RateLimit, type RateLimiter, rateDecision } from './rate-limiter.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface LocalRateOptions {
  /** Keys remembered at most. One that has been forgotten starts anew. @default 100,000 */
  readonly maxKeys?: number;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** Sums of fractions miss a whole token by less than this. */
export const tokenTolerance = 1e-9;

export const tokensPerMs = ({ requestsPerMinute }: RateLimit): number => requestsPerMinute / 60_000;

/** What a bucket with so many tokens left says. */
export const bucketDecision = (limit: RateLimit, allowed: boolean, left: number): RateDecision =>
  rateDecision({
    allowed,
    remaining: left + tokenTolerance,
    resetMs: (limit.burst - left) / tokensPerMs(limit),
    retryAfterMs: allowed ? 0 : (1 - left) / tokensPerMs(limit),
  });

/**
 * A token bucket for each key, in this process alone: a bucket holds `burst` tokens and is filled with
 * `requestsPerMinute` a minute; a request takes one.
 */
export class TokenBucketLimiter implements RateLimiter {
  readonly #buckets: LRUCache<string, Bucket>;
  readonly #now: () => number;

  constructor({ maxKeys = 100_000, now = () => performance.now() }: LocalRateOptions = {}) {
    this.#buckets = new LRUCache({ max: maxKeys });
    this.#now = now;
  }

  async consume(key: string, limit: RateLimit): Promise<RateDecision> {
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: limit.burst, filledAt: now };
    const tokens = Math.min(limit.burst, bucket.tokens + (now - bucket.filledAt) * tokensPerMs(limit));
    if (tokens < 1 - tokenTolerance) return bucketDecision(limit, false, tokens);
    this.#buckets.set(key, { tokens: tokens - 1, filledAt: now });
    return bucketDecision(limit, true, tokens - 1);
  }
}
