import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { newId, RetrieverIngestInput, RetrieverIngestOutput } from '@octollm/contracts';
import { DocumentStore } from '@octollm/memory';
import { type ArmAction, type ArmCall, type ArmResult, InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { INGEST_QUEUE, type IngestQueue, type IngestWakeUp } from '../stores/ingest-queue.ts';
import { whenAvailable } from '../stores/when-available.ts';
import { textOf } from './decode.ts';

/** A document is safe once it is stored: its caller waits no longer than this for the wake-up. */
const wakeUpLimitMs = 1_000;

/** Stores a document and wakes a worker to index it. The same document again gives the one that is there. */
@Injectable()
export class IngestAction implements ArmAction<RetrieverIngestInput, RetrieverIngestOutput> {
  readonly name = 'ingest';
  readonly input = RetrieverIngestInput;
  readonly output = RetrieverIngestOutput;

  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(INGEST_QUEUE) private readonly queue: IngestQueue,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async run(input: RetrieverIngestInput, { tenantId }: ArmCall): Promise<ArmResult<RetrieverIngestOutput>> {
    const request = { text: textOf(input), media_type: input.media_type, metadata: input.metadata };
    const document = await whenAvailable(() => this.documents.create(tenantId, { id: newId(), request }));
    if (document.status === 'queued') await this.wake({ tenantId, documentId: document.id });
    return { output: document, confidence: 1, sources: [document.id] };
  }

  /** Without a wake-up the reconciler finds the document. */
  private async wake(wakeUp: IngestWakeUp): Promise<void> {
    const added = this.queue.add(wakeUp).catch((error: unknown) => {
      this.logger.warn({ error, document_id: wakeUp.documentId }, 'no worker could be woken');
    });
    await Promise.race([added, sleep(wakeUpLimitMs, undefined, { ref: false })]);
  }
}
