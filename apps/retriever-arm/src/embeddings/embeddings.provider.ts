import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { Database, ModelCallStore } from '@octollm/memory';
import type { LimiterStore } from '@octollm/resilience';
import { CONFIG, LIMITER_STORE, LOGGER, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { RetrieverConfig } from '../stores/config.ts';
import { chargesTo } from './embedding-charges.ts';
import { type OpenEmbeddings, openEmbeddings } from './open-embeddings.ts';
import { PASSAGE_EMBEDDINGS } from './passage-embeddings.ts';

const OPEN_EMBEDDINGS = Symbol('octollm.retriever.open-embeddings');

/** Ends the calls of the provider when the service stops, and closes its connections. */
@Injectable()
class EmbeddingsLife implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(@Inject(OPEN_EMBEDDINGS) private readonly open: OpenEmbeddings) {}

  beforeApplicationShutdown(): void {
    this.open.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.open.close();
  }
}

export const embeddingsProviders: readonly Provider[] = [
  {
    provide: OPEN_EMBEDDINGS,
    inject: [CONFIG, LOGGER, LIMITER_STORE, Metrics, Database],
    useFactory: (
      config: RetrieverConfig,
      logger: Logger,
      limits: LimiterStore | null,
      metrics: Metrics,
      database: Database,
    ) => openEmbeddings(config, logger, limits, metrics, chargesTo(new ModelCallStore(database), logger)),
  },
  {
    provide: PASSAGE_EMBEDDINGS,
    inject: [OPEN_EMBEDDINGS],
    useFactory: ({ embeddings }: OpenEmbeddings) => embeddings,
  },
  EmbeddingsLife,
];
