import {
  type LimiterStore,
  LocalQuotaLimiter,
  type QuotaLimiter,
  quotaWithFallback,
  RedisQuotaLimiter,
} from '@octollm/resilience';

/**
 * Where the calls and tokens of MODEL_LIMITS are counted: in the store, over all replicas of all services that ask
 * providers; in this process when there is no store or it does not answer.
 */
export const modelLimiter = (store: LimiterStore | null): QuotaLimiter => {
  const local = new LocalQuotaLimiter();
  if (store === null) return local;
  const shared = new RedisQuotaLimiter(store.redis, 'octollm:limit:models:');
  return quotaWithFallback(shared, local, store.failover);
};
