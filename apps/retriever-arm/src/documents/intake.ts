import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type Document, newId } from '@octollm/contracts';
import { DocumentStore, type NewDocument } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { INGEST_QUEUE, type IngestQueue, type IngestWakeUp } from '../stores/ingest-queue.ts';

/** A document is safe once it is stored: its caller waits no longer than this for the wake-up. */
const wakeUpLimitMs = 1_000;

/** Stores documents and wakes a worker to index them. The same document again gives the one that is there. */
@Injectable()
export class Intake {
  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(INGEST_QUEUE) private readonly queue: IngestQueue,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** @throws UnavailableError when the database does not answer; then nothing is stored */
  async take(tenantId: string, request: NewDocument['request']): Promise<Document> {
    const document = await this.documents.create(tenantId, { id: newId(), request });
    if (document.status === 'queued') await this.wake({ tenantId, documentId: document.id });
    return document;
  }

  /** Without a wake-up the reconciler finds the document. */
  private async wake(wakeUp: IngestWakeUp): Promise<void> {
    const added = this.queue.add(wakeUp).catch((error: unknown) => {
      this.logger.warn({ error, document_id: wakeUp.documentId }, 'no worker could be woken');
    });
    await Promise.race([added, sleep(wakeUpLimitMs, undefined, { ref: false })]);
  }
}
