import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type VectorStore } from '@octollm/memory';
import type { LimiterStore } from '@octollm/resilience';
import { LIMITER_STORE, Readiness } from '@octollm/service-kit';
import { INGEST_QUEUE, type IngestQueue } from './ingest-queue.ts';
import { VECTORS } from './knowledge-vectors.ts';

/** Tells whether the stores answer, and closes them when nothing uses them any more. */
@Injectable()
export class Stores implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(INGEST_QUEUE) private readonly queue: IngestQueue,
    @Inject(VECTORS) private readonly vectors: VectorStore,
    @Inject(LIMITER_STORE) private readonly limits: LimiterStore | null,
    @Inject(Readiness) readiness: Readiness,
  ) {
    readiness.add({ name: 'postgres', check: () => database.ping() });
    readiness.add({ name: 'queue', check: () => queue.ping() });
    readiness.add({ name: 'vectors', check: () => vectors.ping() });
  }

  /** Comes after the HTTP server has drained and the worker has stopped. */
  async onApplicationShutdown(): Promise<void> {
    this.limits?.close();
    await Promise.all([this.queue.close(), this.vectors.close()]);
    await this.database.close();
  }
}
