import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, OctoError } from '@octollm/contracts';
import { DocumentStore, type VectorStore } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { IngestWakeUp } from '../stores/ingest-queue.ts';
import { knowledgeCollection, VECTORS } from '../stores/knowledge-vectors.ts';
import { passagesOf } from './passages.ts';

/** Indexes documents: searches find them afterwards. Doing it twice changes nothing. */
@Injectable()
export class Indexer {
  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(VECTORS) private readonly vectors: VectorStore,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /**
   * Indexes one document, or notes why it cannot be.
   * @throws UnavailableError when a store does not answer: the document stays queued
   */
  async index({ tenantId, documentId }: IngestWakeUp): Promise<void> {
    try {
      await this.indexContent(tenantId, documentId);
    } catch (error) {
      if (error instanceof NotFoundError) {
        await this.vectors.deleteDocument(tenantId, knowledgeCollection, documentId);
        return;
      }
      if (error instanceof OctoError && error.retryable) throw error;
      this.logger.error(
        { error, tenant_id: tenantId, document_id: documentId },
        'a document could not be indexed',
      );
      await this.documents.fail(
        tenantId,
        documentId,
        'The document could not be indexed. Delete it and send it again.',
      );
    }
  }

  private async indexContent(tenantId: string, documentId: string): Promise<void> {
    const content = await this.documents.content(tenantId, documentId);
    if (content === null) return;
    const { chunks, points } = await passagesOf(documentId, content);
    if (chunks.length === 0) {
      await this.documents.fail(tenantId, documentId, 'The document holds no text that could be searched.');
      return;
    }
    // Vectors first: a document that says it is indexed is found by every method.
    await this.vectors.upsert(tenantId, knowledgeCollection, points);
    await this.documents.index(tenantId, documentId, chunks);
  }
}
