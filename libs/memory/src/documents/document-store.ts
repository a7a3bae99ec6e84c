import type { Document, DocumentStatus, MediaType, Metadata } from '@octollm/contracts';
import { InternalError, NotFoundError, UnavailableError } from '@octollm/contracts';
import type { DataSource, QueryRunner } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query, run, transaction } from '../database/query.ts';
import { type DocumentRow, toDocument } from './document-row.ts';
import { type ChunkPlace, type NewChunk, postingsOf } from './new-chunk.ts';
import type { NewDocument } from './new-document.ts';
import * as statements from './statements/documents.ts';

/** What is to be indexed. */
export interface DocumentContent {
  /** Names this version of the document. */
  readonly version: string;
  readonly status: DocumentStatus;
  /** Empty while there is a file to be read. */
  readonly text: string;
  readonly mediaType: MediaType;
  readonly metadata: Metadata;
  /** The file to be read, in `UploadStore`. */
  readonly uploadId: string | null;
  readonly fileName: string | null;
  /** How often its indexing has begun and not ended, this time included. */
  readonly attempts: number;
  /** Who has made the vectors of the passages that searches find. */
  readonly embeddingModel: string;
}

/** What else is known of a version of a document when it is indexed. */
export interface IndexedVersion extends Omit<statements.IndexedState, 'chunks'> {
  /** The version that was read: when there is another by now, nothing is changed. */
  readonly version?: string;
  /** Passages of the version before that are passages of this one, too, and where they stand in it. */
  readonly kept?: readonly ChunkPlace[];
}

/** Documents, and what searches know of them. */
export class DocumentStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Stores a document, to be indexed. The same content with the same media type and metadata again gives the document
   * that is there; when that one has failed, it is queued once more. Other content from the same source (see
   * `sourceKeyOf`) becomes the new version of the document that is there: searches find the old one until the new one
   * is indexed. A file that is not needed is left to `UploadStore.sweep`.
   */
  async create(tenantId: string, document: NewDocument): Promise<Document> {
    const [row] = await query<DocumentRow>(this.#source, statements.createStatement(tenantId, document));
    if (row === undefined) throw new InternalError('The document could not be stored.');
    return toDocument(row);
  }

  /** The document without its text, or null when the tenant has none by this id. */
  async find(tenantId: string, id: string): Promise<Document | null> {
    const [row] = await query<DocumentRow>(this.#source, statements.findStatement(tenantId, id));
    return row === undefined ? null : toDocument(row);
  }

  /** What is to be indexed, or null when the tenant has no document by this id. */
  async content(tenantId: string, id: string): Promise<DocumentContent | null> {
    const [row] = await query<DocumentContent>(this.#source, statements.contentStatement(tenantId, id));
    return row ?? null;
  }

  /**
   * Takes a document that is queued, to be indexed. Who cannot index it for no fault of its own gives it back; a document
   * that was taken again and again and never given back has ended its indexers.
   * @returns null when the tenant has none by this id, or it is not queued
   */
  async take(tenantId: string, id: string): Promise<DocumentContent | null> {
    const [row] = await query<DocumentContent>(this.#source, statements.takeStatement(tenantId, id));
    return row ?? null;
  }

  /** Gives a version of a document back that was taken. */
  async giveBack(tenantId: string, id: string, version: string): Promise<void> {
    await query(this.#source, statements.giveBackStatement(tenantId, id, version));
  }

  /** The ids of the passages that searches find of a document, in their order. */
  async chunkIds(tenantId: string, documentId: string): Promise<string[]> {
    const rows = await query<{ id: string }>(
      this.#source,
      statements.chunkIdsStatement(tenantId, documentId),
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Notes how far the indexing of a version has come; null before its passages are counted. It is a sign of life, too:
   * `queued` leaves the document alone for a while.
   */
  async progress(
    tenantId: string,
    id: string,
    version: string,
    progress: { readonly done: number; readonly total: number } | null,
  ): Promise<void> {
    await query(this.#source, statements.progressStatement(tenantId, id, version, progress));
  }

  /**
   * Replaces what was indexed of a document: its passages, their terms and the tenant's corpus statistics, in one
   * transaction; the document becomes `indexed` and its file is deleted. Searches find the old passages until then and
   * the new ones after. Passages that are kept are not written again.
   * @returns false when the document has another version by now, and nothing was changed
   * @throws NotFoundError when the document is gone, UnavailableError when a passage to keep is
   */
  async index(
    tenantId: string,
    documentId: string,
    chunks: readonly NewChunk[],
    { version, kept = [], ...state }: IndexedVersion = {},
  ): Promise<boolean> {
    return transaction(this.#source, async (runner) => {
      const [locked] = await run<{ version: string }>(runner, statements.lockStatement(tenantId, documentId));
      if (locked === undefined) throw new NotFoundError(`There is no document ${documentId}.`);
      if (version !== undefined && version !== locked.version) return false;
      const removed = await run<statements.CorpusChange>(
        runner,
        statements.removeChunksStatement(tenantId, documentId, kept),
      );
      await place(runner, tenantId, documentId, kept);
      await run(runner, statements.insertChunksStatement(tenantId, documentId, chunks));
      for (const batch of postingsOf(chunks))
        await run(runner, statements.insertPostingsStatement(tenantId, batch));
      await run(runner, statements.discardUploadStatement(tenantId, documentId));
      const count = chunks.length + kept.length;
      await run(runner, statements.indexedStatement(tenantId, documentId, { ...state, chunks: count }));
      // Last, because every document of the tenant changes this row and the others wait for the commit.
      const added = statements.corpusChangeOf(chunks);
      await run(runner, statements.corpusStatement(tenantId, added, removed[0]));
      return true;
    });
  }

  /**
   * Notes that a document cannot be indexed, and why, for the client; its file is deleted. What was indexed of it
   * before stays. Nothing happens when a version is given and the document has another one by now.
   */
  async fail(tenantId: string, id: string, reason: string, version?: string): Promise<void> {
    await transaction(this.#source, async (runner) => {
      const [locked] = await run<{ version: string }>(runner, statements.lockStatement(tenantId, id));
      if (locked === undefined || (version !== undefined && version !== locked.version)) return;
      await run(runner, statements.discardUploadStatement(tenantId, id));
      await run(runner, statements.failStatement(tenantId, id, reason));
    });
  }

  /** Deletes a document and everything indexed from it; false when the tenant has none by this id. */
  delete(tenantId: string, id: string): Promise<boolean> {
    return transaction(this.#source, async (runner) => {
      const locked = await run(runner, statements.lockStatement(tenantId, id));
      if (locked.length === 0) return false;
      const removed = await run<statements.CorpusChange>(
        runner,
        statements.removeChunksStatement(tenantId, id),
      );
      await run(runner, statements.discardUploadStatement(tenantId, id));
      await run(runner, statements.deleteStatement(tenantId, id));
      await run(runner, statements.corpusStatement(tenantId, statements.corpusChangeOf([]), removed[0]));
      return true;
    });
  }

  /**
   * Documents of all tenants that have been waiting to be indexed for longer than `olderThanMs`, oldest first. The
   * one method without a tenant: it is for the reconciler, which only puts the ids back into the queue.
   */
  queued(options: {
    olderThanMs: number;
    limit: number;
  }): Promise<{ tenantId: string; documentId: string }[]> {
    return query(this.#source, statements.queuedStatement(options.olderThanMs, options.limit));
  }

  /**
   * Documents of all tenants with passages whose vectors another model has made, in no order. Left out are those that are
   * queued, which get new vectors anyway, and those that the model has refused. Without a tenant for the same reason as `queued`.
   */
  embeddedOtherwise(options: {
    model: string;
    limit: number;
  }): Promise<{ tenantId: string; documentId: string }[]> {
    return query(this.#source, statements.embeddedOtherwiseStatement(options.model, options.limit));
  }

  /**
   * Notes that a model has made the vectors of all passages of a document, or will not.
   * @returns false when the document is gone, is queued or has another version by now, and nothing was changed
   */
  async embedded(tenantId: string, id: string, embedded: statements.EmbeddedVersion): Promise<boolean> {
    const changed = await query(this.#source, statements.embeddedStatement(tenantId, id, embedded));
    return changed.length > 0;
  }
}

const place = async (
  runner: QueryRunner,
  tenantId: string,
  documentId: string,
  kept: readonly ChunkPlace[],
): Promise<void> => {
  if (kept.length === 0) return;
  const placed = await run(runner, statements.placeChunksStatement(tenantId, documentId, kept));
  if (placed.length < kept.length)
    throw new UnavailableError('The document changed while it was indexed.', { retryAfter: 1 });
};
