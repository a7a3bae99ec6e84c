import type { Provider } from '@nestjs/common';
import { type ConfigOf, limitMetrics, type reflexGateway } from '@octollm/catalogue';
import { type LimiterStore, openLimiterStore } from '@octollm/resilience';
import { CONFIG, LOGGER, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** The store of limits over all replicas, or null when none is configured. */
export const LIMITER_STORE = Symbol('octollm.limiter-store');

type Config = Pick<ConfigOf<typeof reflexGateway>, 'CACHE_REDIS_URL'>;

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

export const limiterStoreProvider: Provider = {
  provide: LIMITER_STORE,
  inject: [CONFIG, LOGGER, Metrics],
  useFactory: openStore,
};
