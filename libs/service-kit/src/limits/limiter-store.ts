import type { Provider } from '@nestjs/common';
import { limitMetrics } from '@octollm/catalogue';
import { type LimiterStore, openLimiterStore } from '@octollm/resilience';
import type { Logger } from 'pino';
import { LOGGER } from '../logging/index.ts';
import { Metrics } from '../metrics/index.ts';
import { CONFIG } from '../tokens.ts';

/** The store of limits over all replicas, or null when none is configured. */
export const LIMITER_STORE = Symbol('octollm.limiter-store');

/** The setting that names the store. */
export interface LimiterStoreConfig {
  readonly CACHE_REDIS_URL?: string | undefined;
}

/**
 * Opens the store. Readiness does not look at it: while it does not answer, this process counts its limits by itself,
 * which a metric and a log line say. Whoever provides it closes it when the service stops.
 */
export const openStore = async (
  config: LimiterStoreConfig,
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

export const limiterStoreProvider: Provider = {
  provide: LIMITER_STORE,
  inject: [CONFIG, LOGGER, Metrics],
  useFactory: openStore,
};
