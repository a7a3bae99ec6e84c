import { Inject, Injectable } from '@nestjs/common';
import { OctoError } from '@octollm/contracts';
import {
  ChunkStore,
  type DocumentContent,
  DocumentStore,
  type StoredChunk,
  type VectorStore,
} from '@octollm/memory';
import { searchableText } from '@octollm/retrieval';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { EmbeddingRefusedError } from '../embeddings/embedding-refused.ts';
import { PASSAGE_EMBEDDINGS, type PassageEmbeddings } from '../embeddings/passage-embeddings.ts';
import type { IngestWakeUp } from '../stores/ingest-queue.ts';
import { deleteVectors, knowledgeCollectionOf, VECTORS } from '../stores/knowledge-vectors.ts';
import { embeddedTogether, embedPassages } from './embed-passages.ts';

/** How long a model that did not answer is left alone: these documents are found by their words meanwhile. */
const pauseMs = 60_000;

const refusal =
  'The embedding model could not make vectors of this document: it is found by its words alone.';

/** Makes new vectors for documents that were indexed under another embedding model. */
@Injectable()
export class VectorRenewer {
  #pausedUntil = 0;

  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(ChunkStore) private readonly chunks: ChunkStore,
    @Inject(VECTORS) private readonly vectors: VectorStore,
    @Inject(PASSAGE_EMBEDDINGS) private readonly embeddings: PassageEmbeddings,
    @InjectLogger() private readonly logger: Pick<Logger, 'error'>,
  ) {}

  /** Documents of all tenants that need new vectors; none while the model is left alone. */
  async due(limit: number): Promise<readonly IngestWakeUp[]> {
    if (this.isPaused) return [];
    return this.documents.embeddedOtherwise({ model: this.embeddings.model, limit });
  }

  /**
   * Makes the vectors of a document, if it needs any. One that the model refuses says so in its warnings, and is not tried
   * again.
   * @throws Error when a store or the model does not answer: its old vectors stay until a later time
   */
  async renew(wakeUp: IngestWakeUp): Promise<void> {
    if (this.isPaused) return;
    const { tenantId, documentId } = wakeUp;
    const content = await this.documents.content(tenantId, documentId);
    if (content === null || content.status === 'queued') return;
    if (content.embeddingModel === this.embeddings.model) return;
    const ids = await this.documents.chunkIds(tenantId, documentId);
    const passages = await this.chunks.byIds(tenantId, ids);
    // A new version has just replaced them, or a replica of the database does not have them yet: it stays due.
    if (passages.length < ids.length) return;
    const isMade = await this.embed(wakeUp, passages);
    await this.note(wakeUp, content, ids, !isMade);
  }

  private get isPaused(): boolean {
    return Date.now() < this.#pausedUntil;
  }

  /** @returns false when there can be no vectors */
  private async embed(wakeUp: IngestWakeUp, chunks: readonly StoredChunk[]): Promise<boolean> {
    const stores = { vectors: this.vectors, embeddings: this.embeddings };
    const passages = chunks.map((chunk) => ({ id: chunk.chunkId, searchable: searchableText(chunk) }));
    try {
      for (let start = 0; start < passages.length; start += embeddedTogether)
        await embedPassages(stores, wakeUp, passages.slice(start, start + embeddedTogether));
      return true;
    } catch (error) {
      const isPassing = error instanceof OctoError && error.retryable;
      const isMisconfigured = error instanceof EmbeddingRefusedError && !error.isOfTexts;
      if (isPassing || isMisconfigured) {
        this.#pausedUntil = Date.now() + pauseMs;
        throw error;
      }
      const { tenantId: tenant_id, documentId: document_id } = wakeUp;
      this.logger.error({ error, tenant_id, document_id }, 'a document could not be given new vectors');
      return false;
    }
  }

  private async note(
    { tenantId, documentId }: IngestWakeUp,
    { version }: DocumentContent,
    ids: readonly string[],
    isRefused: boolean,
  ): Promise<void> {
    const { model } = this.embeddings;
    if (await this.documents.embedded(tenantId, documentId, { version, model, isRefused, refusal }))
      return deleteVectors(this.vectors, tenantId, documentId, { except: model });
    // It was deleted or has another version by now: what is no passage of it any more leaves nothing behind.
    const current = new Set(await this.documents.chunkIds(tenantId, documentId));
    const gone = ids.filter((id) => !current.has(id));
    await this.vectors.delete(tenantId, knowledgeCollectionOf(model), gone);
  }
}
