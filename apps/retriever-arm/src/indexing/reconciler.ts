import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DocumentStore, UploadStore } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { INGEST_QUEUE, type IngestQueue } from '../stores/ingest-queue.ts';
import { VectorRenewer } from './vector-renewer.ts';

const intervalMs = 5_000;
/** A document that is older than this and still queued may have lost its wake-up, with a killed worker or with Redis. */
const olderThanMs = 5_000;
const batch = 100;
/** A file may come in for a minute; what is older than this and belongs to no document never will. */
const lostAfterMs = 3_600_000;

/**
 * Wakes a worker again for documents that stay queued and for those that need new vectors, and deletes lost files.
 * PostgreSQL knows them; the queue may forget.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(INGEST_QUEUE) private readonly queue: IngestQueue,
    @Inject(VectorRenewer) private readonly renewer: VectorRenewer,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.tick();
    this.#timer = setInterval(() => this.tick(), intervalMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Starts a round unless one is under way. */
  private tick(): void {
    this.#running ??= this.reconcile()
      .catch((error: unknown) => this.logger.warn({ error }, 'queued documents could not be looked for'))
      .finally(() => {
        this.#running = undefined;
      });
  }

  private async reconcile(): Promise<void> {
    for (const wakeUp of await this.documents.queued({ olderThanMs, limit: batch }))
      await this.queue.add(wakeUp);
    for (const wakeUp of await this.renewer.due(batch)) await this.queue.add(wakeUp, { priority: 'low' });
    await this.uploads.sweep({ olderThanMs: lostAfterMs });
  }
}
