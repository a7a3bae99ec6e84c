import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError, OctoError } from '@octollm/contracts';
import {
  type DocumentContent,
  DocumentStore,
  type NewChunk,
  UploadStore,
  type VectorStore,
} from '@octollm/memory';
import { InjectLogger, QueueMeter } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { PASSAGE_EMBEDDINGS, type PassageEmbeddings } from '../embeddings/passage-embeddings.ts';
import { DocumentReader } from '../reading/document-reader.ts';
import type { ReadDocument } from '../reading/read-document.ts';
import { DocumentRefusedError } from '../reading/refusal.ts';
import type { IngestWakeUp } from '../stores/ingest-queue.ts';
import { deleteVectors, knowledgeCollectionOf, VECTORS } from '../stores/knowledge-vectors.ts';
import { embeddedTogether, embedPassages } from './embed-passages.ts';
import { chunkOf, type PlacedPassage, placePassages } from './new-passages.ts';
import { withPauses } from './pauses.ts';

/** How often a document that is being read gives a sign of life: less than the reconciler waits. */
const signOfLifeMs = 2_000;
/** A document that was begun more often than this has ended its indexers each time. */
const mostAttempts = 3;

const failures = {
  unknown: 'The document could not be indexed. Send it again, and tell an operator if that does not help.',
  fatal: 'The document could not be read in three attempts. Split it or save it anew, and send it again.',
} as const;

/** A version of a document that is being indexed. */
interface Work extends IngestWakeUp {
  readonly content: DocumentContent;
}

/** Indexes documents: searches find them afterwards. Doing it twice changes nothing. */
@Injectable()
export class Indexer {
  constructor(
    @Inject(DocumentStore) private readonly documents: DocumentStore,
    @Inject(UploadStore) private readonly uploads: UploadStore,
    @Inject(DocumentReader) private readonly reader: Pick<DocumentReader, 'read'>,
    @Inject(VECTORS) private readonly vectors: VectorStore,
    @Inject(PASSAGE_EMBEDDINGS) private readonly embeddings: PassageEmbeddings,
    @Inject(QueueMeter) private readonly meter: Pick<QueueMeter, 'deadLetter'>,
    @InjectLogger() private readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>,
  ) {}

  /**
   * Indexes one document that is queued, or notes why it cannot be.
   * @returns whether it was queued
   * @throws OctoError when a store or the embedding model does not answer: the document stays queued
   */
  async index({ tenantId, documentId }: IngestWakeUp): Promise<boolean> {
    const content = await this.documents.take(tenantId, documentId);
    if (content === null) return false;
    const work = { tenantId, documentId, content };
    try {
      await this.indexVersion(work);
    } catch (error) {
      if (error instanceof OctoError && error.retryable) {
        await this.documents.giveBack(tenantId, documentId, content.version);
        throw error;
      }
      await this.fail(work, error);
    }
    return true;
  }

  private async indexVersion(work: Work): Promise<void> {
    const { tenantId, documentId, content } = work;
    if (content.attempts > mostAttempts) {
      this.meter.deadLetter();
      throw new DocumentRefusedError(failures.fatal);
    }
    const read = await this.read(work);
    const { title } = content.metadata;
    const placed = placePassages(documentId, typeof title === 'string' ? title : read.title, read.passages);
    const before = new Set(await this.documents.chunkIds(tenantId, documentId));
    const isKept = ({ id }: PlacedPassage): boolean => before.has(id);
    const kept = placed.filter(isKept);
    const added = placed.filter((passage) => !isKept(passage));
    // Vectors first: a document that says it is indexed is found by every method.
    const { model: embeddingModel } = this.embeddings;
    const hasVectors = content.embeddingModel === embeddingModel;
    await this.embed(work, hasVectors ? added : placed, hasVectors ? kept.length : 0);
    const chunks: NewChunk[] = [];
    for await (const passage of withPauses(added)) chunks.push(chunkOf(passage));
    const { version } = content;
    const file = content.uploadId === null ? {} : { text: read.text };
    const known = { ...file, title: read.title, warnings: read.warnings, embeddingModel };
    const isIndexed = await this.documents.index(tenantId, documentId, chunks, { version, kept, ...known });
    // What another version has replaced meanwhile may share passages with it: its vectors are found by nobody.
    if (!isIndexed) return;
    const ids = new Set(placed.map(({ id }) => id));
    const stale = [...before].filter((id) => !ids.has(id));
    if (hasVectors) await this.vectors.delete(tenantId, knowledgeCollectionOf(embeddingModel), stale);
    else if (before.size > 0)
      await deleteVectors(this.vectors, tenantId, documentId, { except: embeddingModel });
  }

  private read(work: Work): Promise<ReadDocument> {
    const { tenantId, content } = work;
    const { uploadId, mediaType, fileName, text } = content;
    return this.alive(work, null, async () => {
      const bytes = uploadId === null ? text : await this.uploads.read(tenantId, uploadId);
      return this.reader.read(tenantId, { content: bytes, mediaType, fileName });
    });
  }

  /** Makes vectors of passages and stores them. */
  private async embed(work: Work, passages: readonly PlacedPassage[], done: number): Promise<void> {
    const { tenantId, documentId, content } = work;
    const total = done + passages.length;
    const stores = { vectors: this.vectors, embeddings: this.embeddings };
    for (let start = 0; start < passages.length; start += embeddedTogether) {
      const progress = { done: done + start, total };
      await this.documents.progress(tenantId, documentId, content.version, progress);
      const batch = passages.slice(start, start + embeddedTogether);
      await this.embeddings.admit(tenantId);
      await this.alive(work, progress, () => embedPassages(stores, { tenantId, documentId }, batch));
    }
  }

  /** Does something for a document that may take a while, and gives signs of life of it meanwhile. */
  private async alive<Result>(
    { tenantId, documentId, content }: Work,
    progress: Parameters<DocumentStore['progress']>[3],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const beat = setInterval(() => {
      this.documents.progress(tenantId, documentId, content.version, progress).catch((error: unknown) => {
        this.logger.warn(
          { error, document_id: documentId },
          'a document could not be kept from being woken again',
        );
      });
    }, signOfLifeMs);
    try {
      return await work();
    } finally {
      clearInterval(beat);
    }
  }

  private async fail({ tenantId, documentId, content }: Work, error: unknown): Promise<void> {
    if (error instanceof NotFoundError && (await this.documents.find(tenantId, documentId)) === null) {
      await deleteVectors(this.vectors, tenantId, documentId);
      return;
    }
    const isRefused = error instanceof DocumentRefusedError;
    const line = { error, tenant_id: tenantId, document_id: documentId };
    if (isRefused) this.logger.info(line, 'a document was refused');
    else this.logger.error(line, 'a document could not be indexed');
    const reason = isRefused ? error.message : failures.unknown;
    await this.documents.fail(tenantId, documentId, reason, content.version);
  }
}
