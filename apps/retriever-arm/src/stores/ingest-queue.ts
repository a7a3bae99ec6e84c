import type { QueueConnection, WakeUpQueue } from '@octollm/queues';
import type { RetrieverConfig } from './config.ts';

/** Names a document that waits to be indexed. */
export interface IngestWakeUp {
  readonly tenantId: string;
  readonly documentId: string;
}

export type IngestQueue = WakeUpQueue<IngestWakeUp>;

/** Injects the queue of documents that wait to be indexed. */
export const INGEST_QUEUE = Symbol('octollm.retriever.ingest-queue');

/** Redis when there is one, otherwise PostgreSQL without a pooler. */
export const queueConnection = (config: RetrieverConfig): QueueConnection =>
  config.QUEUE_REDIS_URL === undefined
    ? { kind: 'postgres', connectionString: config.DATABASE_DIRECT_URL ?? config.DATABASE_URL }
    : { kind: 'redis', url: config.QUEUE_REDIS_URL };
