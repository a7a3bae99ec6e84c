import type { Document, MediaType, Metadata } from '@octollm/contracts';
import { InternalError, NotFoundError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { guarded } from '../database/errors.ts';
import { query, run, transaction } from '../database/query.ts';
import { type DocumentRow, toDocument } from './document-row.ts';
import { DocumentEntity } from './entities/document.entity.ts';
import { type NewChunk, postingsOf } from './new-chunk.ts';
import * as statements from './statements/documents.ts';

/** A document to store: its text and what it is found by. */
export interface NewDocument {
  /** Made by the caller, with newId; not used when the tenant has the document already. */
  readonly id: string;
  readonly request: { readonly text: string; readonly media_type: MediaType; readonly metadata: Metadata };
}

/** Documents, and what searches know of them. */
export class DocumentStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Stores a document, to be indexed. The same text with the same media type and metadata again gives the document
   * that is there; when that one has failed, it is queued once more.
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
  async content(
    tenantId: string,
    id: string,
  ): Promise<{ text: string; mediaType: MediaType; metadata: Metadata } | null> {
    const found = await guarded(() =>
      this.#source
        .getRepository(DocumentEntity)
        .findOne({ where: { tenantId, id }, select: { text: true, mediaType: true, metadata: true } }),
    );
    return found === null ? null : { text: found.text, mediaType: found.mediaType, metadata: found.metadata };
  }

  /**
   * Replaces what was indexed of a document: its passages, their terms and the tenant's corpus statistics, in one
   * transaction; the document becomes `indexed`. Searches find the old passages until then and the new ones after.
   * @throws NotFoundError when the document is gone.
   */
  async index(tenantId: string, documentId: string, chunks: readonly NewChunk[]): Promise<void> {
    await transaction(this.#source, async (runner) => {
      const locked = await run(runner, statements.lockStatement(tenantId, documentId));
      if (locked.length === 0) throw new NotFoundError(`There is no document ${documentId}.`);
      const removed = await run<statements.CorpusChange>(
        runner,
        statements.removeChunksStatement(tenantId, documentId),
      );
      await run(runner, statements.insertChunksStatement(tenantId, documentId, chunks));
      for (const batch of postingsOf(chunks))
        await run(runner, statements.insertPostingsStatement(tenantId, batch));
      await run(runner, statements.indexedStatement(tenantId, documentId, chunks.length));
      // Last, because every document of the tenant changes this row and the others wait for the commit.
      const added = statements.corpusChangeOf(chunks);
      await run(runner, statements.corpusStatement(tenantId, added, removed[0]));
    });
  }

  /** Notes that a document cannot be indexed, and why, for the client. What was indexed of it before stays. */
  async fail(tenantId: string, id: string, reason: string): Promise<void> {
    await query(this.#source, statements.failStatement(tenantId, id, reason));
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
}
