import { denyListMetrics } from '@octollm/catalogue';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/index.ts';
import { LocalTokenDenyList } from './local-token-deny-list.ts';
import type { TokenDenyList } from './token-deny-list.ts';

/** The setting that names the store of the list. */
export interface DenyListConfig {
  readonly CACHE_REDIS_URL?: string | undefined;
}

/**
 * Opens the deny-list: in the cache store, or of this process alone when there is none. Readiness does not look at it:
 * while the store does not answer, tokens are checked without it, which a metric and a log line say.
 */
export const openTokenDenyList = async (
  config: DenyListConfig,
  logger: Logger,
  metrics: Metrics,
): Promise<TokenDenyList> => {
  if (config.CACHE_REDIS_URL === undefined) return new LocalTokenDenyList();
  // A service that has no cache store does not load a client for it.
  const { openRedisTokenDenyList } = await import('./open-redis-token-deny-list.ts');
  const unheard = metrics.gauge(denyListMetrics.unheard);
  return openRedisTokenDenyList(config.CACHE_REDIS_URL, {
    onError: (error) => logger.debug({ error }, 'the connection to the cache store broke'),
    onChange: (state, error) => {
      unheard.set(state === 'away' ? 1 : 0);
      if (state === 'back') logger.info('tokens that are stopped are heard of again');
      else
        logger.warn({ error }, 'the cache store does not answer: tokens that are stopped are not heard of');
    },
  });
};
