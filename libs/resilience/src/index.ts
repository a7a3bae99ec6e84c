export type { RateDecision, RateLimit, RateLimiter } from './rate-limiter.ts';
export { TokenBucketLimiter, type TokenBucketOptions } from './token-bucket.ts';
