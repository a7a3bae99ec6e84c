import type { Provider } from '@nestjs/common';
import {
  type LimiterStore,
  type RateLimiter,
  RedisTokenBucketLimiter,
  rateWithFallback,
  TokenBucketLimiter,
} from '@octollm/resilience';
import { LIMITER_STORE } from './limiter-store.ts';

/** Counts the requests of keys. */
export const KEY_RATE_LIMITER = Symbol('octollm.key-rate-limiter');

/** Counts in the store over all replicas, and in this process when there is no store or it does not answer. */
export const createKeyRateLimiter = (store: LimiterStore | null): RateLimiter => {
  const local = new TokenBucketLimiter();
  if (store === null) return local;
  const shared = new RedisTokenBucketLimiter(store.redis, 'octollm:limit:key:');
  return rateWithFallback(shared, local, store.failover);
};

export const keyRateLimiterProvider: Provider = {
  provide: KEY_RATE_LIMITER,
  inject: [LIMITER_STORE],
  useFactory: createKeyRateLimiter,
};
