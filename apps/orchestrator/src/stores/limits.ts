import type { Provider } from '@nestjs/common';
import {
  type ConcurrencyLimiter,
  concurrencyWithFallback,
  type LimiterStore,
  LocalConcurrencyLimiter,
  RedisConcurrencyLimiter,
} from '@octollm/resilience';
import { LIMITER_STORE, limiterStoreProvider } from '@octollm/service-kit';

/** Counts calls in flight: over all replicas when there is a store. */
export const CONCURRENCY_LIMITER = Symbol('octollm.concurrency-limiter');

/** Counts in the store over all replicas, and in this process when there is no store or it does not answer. */
export const createConcurrencyLimiter = (store: LimiterStore | null): ConcurrencyLimiter => {
  const local = new LocalConcurrencyLimiter();
  if (store === null) return local;
  const shared = new RedisConcurrencyLimiter(store.redis, 'octollm:limit:calls');
  return concurrencyWithFallback(shared, local, store.failover);
};

export const limitProviders: readonly Provider[] = [
  limiterStoreProvider,
  { provide: CONCURRENCY_LIMITER, inject: [LIMITER_STORE], useFactory: createConcurrencyLimiter },
];
