import { LRUCache } from 'lru-cache';
import { type RateDecision, type RateLimiter, rateDecision, type WindowLimit } from './rate-limiter.ts';
import type { LocalRateOptions } from './token-bucket.ts';

/**
 * A sliding window for each key, in this process alone. It remembers the time of every request in the window, so that
 * no stretch of time of that length holds more than the limit; a window of fixed ends would let twice as many through
 * around its end. Memory: eight bytes a request in the window.
 */
export class SlidingWindowLimiter implements RateLimiter<WindowLimit> {
  readonly #requests: LRUCache<string, number[]>;
  readonly #now: () => number;

  constructor({ maxKeys = 100_000, now = () => performance.now() }: LocalRateOptions = {}) {
    this.#requests = new LRUCache({ max: maxKeys });
    this.#now = now;
  }

  async consume(key: string, { requests, windowMs }: WindowLimit): Promise<RateDecision> {
    const now = this.#now();
    const times = this.#requests.get(key) ?? [];
    const firstInside = times.findIndex((time) => time > now - windowMs);
    times.splice(0, firstInside === -1 ? times.length : firstInside);
    const allowed = times.length < requests;
    if (allowed) times.push(now);
    this.#requests.set(key, times);
    const leaves = (time: number | undefined): number => (time ?? now) + windowMs - now;
    return rateDecision({
      allowed,
      remaining: requests - times.length,
      resetMs: leaves(times.at(-1)),
      // With a limit that has become smaller more than one request must leave.
      retryAfterMs: allowed ? 0 : leaves(times[times.length - requests]),
    });
  }
}
