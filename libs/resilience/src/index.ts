export { Bulkhead, BulkheadFullError, type BulkheadOptions } from './bulkhead.ts';
export {
  type BreakerState,
  CircuitBreaker,
  type CircuitBreakerOptions,
  CircuitOpenError,
  type Verdict,
} from './circuit-breaker.ts';
export { type HealthState, Hysteresis, type HysteresisOptions } from './hysteresis.ts';
export { type Anomaly, LatencyWatch, type LatencyWatchOptions } from './latency-watch.ts';
export type { AdmissionLimiter } from './limits/admission/admission-limiter.ts';
export { admissionWithFallback } from './limits/admission/admission-with-fallback.ts';
export {
  type AdmissionDecision,
  type BucketDemand,
  type Demand,
  type GiveBack,
  type LimitState,
  refusal,
  type SlotDemand,
  type WindowDemand,
} from './limits/admission/demand.ts';
export {
  LocalAdmissionLimiter,
  type LocalAdmissionOptions,
} from './limits/admission/local-admission-limiter.ts';
export { RedisAdmissionLimiter } from './limits/admission/redis-admission-limiter.ts';
export { atMost } from './limits/at-most.ts';
export {
  type ConcurrencyLimit,
  type ConcurrencyLimiter,
  type Lease,
  type LeaseDecision,
  newLease,
} from './limits/concurrency/concurrency-limiter.ts';
export { LocalConcurrencyLimiter } from './limits/concurrency/local-concurrency-limiter.ts';
export { Permits, type PermitsOptions } from './limits/concurrency/permits.ts';
export { RedisConcurrencyLimiter } from './limits/concurrency/redis-concurrency-limiter.ts';
export { type Decider, Failover, type FailoverOptions, NoAnswerError } from './limits/fallback/failover.ts';
export {
  concurrencyWithFallback,
  quotaWithFallback,
} from './limits/fallback/with-fallback.ts';
export { LocalQuotaLimiter } from './limits/quota/local-quota-limiter.ts';
export {
  AmountExceedsQuotaError,
  type Quota,
  type QuotaAmount,
  type QuotaLimiter,
  type Reservation,
  type ReservationDecision,
} from './limits/quota/quota-limiter.ts';
export { RedisQuotaLimiter } from './limits/quota/redis-quota-limiter.ts';
export {
  type LimiterStore,
  type LimiterStoreOptions,
  openLimiterStore,
} from './limits/redis/limiter-store.ts';
export { LuaScript, type ScriptRunner } from './limits/redis/lua-script.ts';
export { openRedis } from './limits/redis/open-redis.ts';
export {
  type Attempt,
  attemptOfAdmission,
  attemptOfLease,
  attemptOfReservation,
} from './limits/waiting/attempt.ts';
export { WaitingLines } from './limits/waiting/waiting-lines.ts';
export {
  type Drop,
  Dropped,
  type FailFast,
  LimitedError,
  type Queue,
  type WaitingMode,
} from './limits/waiting/waiting-mode.ts';
