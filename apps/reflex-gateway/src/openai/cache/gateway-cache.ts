import type { Provider } from '@nestjs/common';
import {
  type CacheEventListener,
  type CacheKeyMaker,
  cacheKeyMaker,
  EmbeddingCache,
  openSharedLevel,
  SemanticIndex,
  type SharedLevel,
  SingleFlight,
  TwoLevelCache,
  ValueCipher,
} from '@octollm/cache';
import { type ConfigOf, reflexGateway } from '@octollm/catalogue';
import { hashedEmbedding } from '@octollm/llm';
import { CONFIG, LOGGER, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** A fourth of the memory that the gateway may take. */
const maxBytes = 128 * 1_048_576;
/** Entries that are loaded into the process before its first request. */
const hottest = 500;

type Config = Pick<ConfigOf<typeof reflexGateway>, 'CACHE_REDIS_URL' | 'GATEWAY_SIGNING_KEY'>;

/** Counts what happens in the cache. */
const counted = (metrics: Metrics): CacheEventListener => {
  const hits = metrics.counter(reflexGateway.metrics.hits);
  const misses = metrics.counter(reflexGateway.metrics.misses);
  const evictions = metrics.counter(reflexGateway.metrics.evictions);
  return (event) => {
    if (event.type === 'hit') hits.inc({ class: event.class, level: event.level });
    else if (event.type === 'miss') misses.inc({ class: event.class, level: event.level });
    else if (event.type === 'evicted') evictions.inc({ class: event.class });
  };
};

interface Parts {
  readonly secret: string;
  readonly shared: SharedLevel | undefined;
  readonly logger: Logger;
  readonly onEvent: CacheEventListener;
}

/** What answers of models and vectors of texts are kept in: this process, and the cache store when there is one. */
export class GatewayCache {
  readonly keyOf: CacheKeyMaker;
  readonly entries: TwoLevelCache;
  readonly flights: SingleFlight;
  readonly similar: SemanticIndex;
  readonly embeddings: EmbeddingCache;
  readonly #shared: SharedLevel | undefined;

  private constructor({ secret, shared, logger, onEvent }: Parts) {
    const cipher = new ValueCipher(secret);
    const level = shared === undefined ? {} : { shared, cipher };
    this.#shared = shared;
    this.keyOf = cacheKeyMaker(secret);
    this.entries = new TwoLevelCache({ maxBytes, onEvent, ...level });
    this.flights = new SingleFlight(this.entries, shared === undefined ? {} : { locks: shared.locks });
    this.embeddings = new EmbeddingCache(this.entries, this.keyOf);
    this.similar = new SemanticIndex({
      cache: this.entries,
      embed: async (text) => hashedEmbedding(text),
      secret,
      onError: (error) => logger.warn({ error }, 'a question could not be compared with earlier ones'),
      ...(shared === undefined ? {} : { shared: shared.vectors, cipher }),
    });
  }

  /** Keys and values are derived from the signing key, which all replicas have and nobody else. */
  static async open(config: Config, logger: Logger, metrics: Metrics): Promise<GatewayCache> {
    const { CACHE_REDIS_URL: url, GATEWAY_SIGNING_KEY: secret } = config;
    const onError = (error: Error): void =>
      logger.debug({ error }, 'the connection of the cache to its store broke');
    const shared = url === undefined ? undefined : await openSharedLevel(url, { onError });
    const cache = new GatewayCache({ secret, shared, logger, onEvent: counted(metrics) });
    metrics.onRead(reflexGateway.metrics.maxBytes, (gauge) => gauge.set(maxBytes));
    metrics.onRead(reflexGateway.metrics.bytes, (gauge) => gauge.set(cache.entries.size.bytes));
    await cache.entries.warmUp(hottest);
    return cache;
  }

  async close(): Promise<void> {
    await this.#shared?.close();
  }
}

export const gatewayCacheProvider: Provider = {
  provide: GatewayCache,
  inject: [CONFIG, LOGGER, Metrics],
  useFactory: (config: Config, logger: Logger, metrics: Metrics) =>
    GatewayCache.open(config, logger, metrics),
};
