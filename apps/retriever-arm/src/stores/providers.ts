import type { Provider } from '@nestjs/common';
import { ingestQueue, retrieverArm } from '@octollm/catalogue';
import { ChunkStore, Database, DocumentStore, UploadStore } from '@octollm/memory';
import { createQueue } from '@octollm/queues';
import {
  CONFIG,
  DatabaseMeter,
  LOGGER,
  limiterStoreProvider,
  Metrics,
  QueueMeter,
} from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { RetrieverConfig } from './config.ts';
import { INGEST_QUEUE, type IngestWakeUp, queueConnection } from './ingest-queue.ts';
import { openVectors, VECTORS } from './knowledge-vectors.ts';
import { MeteredVectors } from './metered-vectors.ts';
import { Stores } from './stores.ts';

const openDatabase = async (config: RetrieverConfig, logger: Logger, metrics: Metrics): Promise<Database> => {
  const observer = new DatabaseMeter(metrics);
  const database = await Database.open({
    url: config.DATABASE_URL,
    ...(config.DATABASE_DIRECT_URL === undefined ? {} : { directUrl: config.DATABASE_DIRECT_URL }),
    replicaUrls: config.DATABASE_REPLICA_URLS,
    poolSize: config.DATABASE_POOL_SIZE,
    applicationName: retrieverArm.name,
    onError: (error) => logger.warn({ error }, 'a connection to the database broke'),
    observer,
  });
  observer.show(() => database.pools);
  return database;
};

const openIngestQueue = (config: RetrieverConfig, logger: Logger) =>
  createQueue<IngestWakeUp>({
    connection: queueConnection(config),
    definition: ingestQueue,
    idOf: ({ tenantId, documentId }) => `${tenantId}/${documentId}`,
    onError: (error) => logger.warn({ error }, 'the queue does not answer'),
  });

/** The stores of the arm, opened as the configuration says. */
export const storeProviders: readonly Provider[] = [
  { provide: Database, inject: [CONFIG, LOGGER, Metrics], useFactory: openDatabase },
  {
    provide: DocumentStore,
    inject: [Database],
    useFactory: (database: Database) => new DocumentStore(database),
  },
  { provide: UploadStore, inject: [Database], useFactory: (database: Database) => new UploadStore(database) },
  { provide: ChunkStore, inject: [Database], useFactory: (database: Database) => new ChunkStore(database) },
  { provide: INGEST_QUEUE, inject: [CONFIG, LOGGER], useFactory: openIngestQueue },
  {
    provide: VECTORS,
    inject: [CONFIG, Metrics],
    useFactory: (config: RetrieverConfig, metrics: Metrics) =>
      new MeteredVectors(openVectors(config), metrics),
  },
  {
    provide: QueueMeter,
    inject: [Metrics],
    useFactory: (metrics: Metrics) => new QueueMeter(metrics, ingestQueue.name),
  },
  limiterStoreProvider,
  Stores,
];
