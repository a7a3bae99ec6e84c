import type { Provider } from '@nestjs/common';
import {
  type AdmissionLimiter,
  admissionWithFallback,
  type LimiterStore,
  LocalAdmissionLimiter,
  RedisAdmissionLimiter,
} from '@octollm/resilience';
import { LIMITER_STORE } from '@octollm/service-kit';

/** Counts what callers of the gateway take. */
export const ADMISSION_LIMITER = Symbol('octollm.admission-limiter');

/** Counts in the store over all replicas, and in this process when there is no store or it does not answer. */
export const createAdmissionLimiter = (store: LimiterStore | null): AdmissionLimiter => {
  const local = new LocalAdmissionLimiter();
  if (store === null) return local;
  const shared = new RedisAdmissionLimiter(store.redis, 'octollm:limit:gateway');
  return admissionWithFallback(shared, local, store.failover);
};

export const admissionLimiterProvider: Provider = {
  provide: ADMISSION_LIMITER,
  inject: [LIMITER_STORE],
  useFactory: createAdmissionLimiter,
};
