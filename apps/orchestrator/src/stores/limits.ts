import type { Provider } from '@nestjs/common';
import { type ConfigOf, limitMetrics, type orchestrator } from '@octollm/catalogue';
import {
  type ConcurrencyLimiter,
  concurrencyWithFallback,
  type LimiterStore,
  LocalConcurrencyLimiter,
  openLimiterStore,
  RedisConcurrencyLimiter,
} from '@octollm/resilience';
import { CONFIG, LOGGER, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** The store of limits over all replicas, or null when none is configured. */
export const LIMITER_STORE = Symbol('octollm.limiter-store');
/** Counts calls in flight: over all replicas when there is a store. */
export const CONCURRENCY_LIMITER = Symbol('octollm.concurrency-limiter');

type Config = Pick<ConfigOf<typeof orchestrator>, 'CACHE_REDIS_URL'>;

/**
 * Opens the store. Readiness does not look at it: while it does not answer, this process counts its limits by itself,
 * which a metric and a log line say.
 */
export const openStore = async (
  config: Config,
  logger: Logger,
  metrics: Metrics,
): Promise<LimiterStore | null> => {
  if (config.CACHE_REDIS_URL === undefined) return null;
  const decidedLocally = metrics.gauge(limitMetrics.decidedLocally);
  return openLimiterStore(config.CACHE_REDIS_URL, {
    onError: (error) => logger.debug({ error }, 'the connection to the cache store broke'),
    onChange: (decider, error) => {
      decidedLocally.set(decider === 'local' ? 1 : 0);
      if (decider === 'primary') logger.info('limits are counted over all replicas again');
      else
        logger.warn({ error }, 'the cache store does not answer: this process counts its limits by itself');
    },
  });
};

/** Counts in the store over all replicas, and in this process when there is no store or it does not answer. */
export const createConcurrencyLimiter = (store: LimiterStore | null): ConcurrencyLimiter => {
  const local = new LocalConcurrencyLimiter();
  if (store === null) return local;
  const shared = new RedisConcurrencyLimiter(store.redis, 'octollm:limit:calls');
  return concurrencyWithFallback(shared, local, store.failover);
};

export const limitProviders: readonly Provider[] = [
  { provide: LIMITER_STORE, inject: [CONFIG, LOGGER, Metrics], useFactory: openStore },
  { provide: CONCURRENCY_LIMITER, inject: [LIMITER_STORE], useFactory: createConcurrencyLimiter },
];
