import { LRUCache } from 'lru-cache';
import type { RateDecision, RateLimit, RateLimiter } from './rate-limiter.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface TokenBucketOptions {
  /** Keys remembered at most. One that has been forgotten starts with a full bucket. @default 100,000 */
  readonly maxKeys?: number;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/**
 * A token bucket for each key, in this process alone: a bucket holds `burst` tokens and is filled with
 * `requestsPerMinute` a minute; a request takes one.
 */
export class TokenBucketLimiter implements RateLimiter {
  readonly #buckets: LRUCache<string, Bucket>;
  readonly #now: () => number;

  constructor({ maxKeys = 100_000, now = () => performance.now() }: TokenBucketOptions = {}) {
    this.#buckets = new LRUCache({ max: maxKeys });
    this.#now = now;
  }

  async consume(key: string, limit: RateLimit): Promise<RateDecision> {
    const perSecond = limit.requestsPerMinute / 60;
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { tokens: limit.burst, filledAt: now };
    const filled = bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond;
    const tokens = Math.min(limit.burst, filled);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    this.#buckets.set(key, { tokens: left, filledAt: now });
    return {
      allowed,
      remaining: Math.floor(left),
      resetSeconds: Math.ceil((limit.burst - left) / perSecond),
      retryAfterSeconds: allowed ? 0 : Math.ceil((1 - left) / perSecond),
    };
  }
}
