import { canonicalJson } from '../../audit/canonical-json.ts';
import { sha256 } from '../../audit/sha256.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';
import { currentTime, milliseconds } from '../../database/time.ts';
import type { NewDocument } from '../document-store.ts';
import { lengthOf, type NewChunk, type Postings } from '../new-chunk.ts';

const columns = sql`id, status, media_type, metadata, chunks, error, created_at, updated_at`;

export const createStatement = (tenantId: string, { id, request }: NewDocument): Sql => sql`
  INSERT INTO documents AS d
    (tenant_id, id, status, media_type, metadata, text, content_sha256, created_at, updated_at)
  VALUES (${tenantId}, ${id}, 'queued', ${request.media_type}, ${storableJson(request.metadata)}::jsonb,
          ${storableText(request.text)}, ${sha256(canonicalJson(request))}, ${currentTime}, ${currentTime})
  ON CONFLICT (tenant_id, content_sha256) DO UPDATE
    SET status = CASE d.status WHEN 'failed' THEN 'queued' ELSE d.status END,
        error = NULL,
        updated_at = CASE d.status WHEN 'failed' THEN excluded.updated_at ELSE d.updated_at END
  RETURNING ${columns}`;

export const findStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT ${columns} FROM documents WHERE tenant_id = ${tenantId} AND id = ${id}`;

/** Whoever indexes or deletes the document takes its turn. */
export const lockStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT id FROM documents WHERE tenant_id = ${tenantId} AND id = ${id} FOR UPDATE`;

/** A number of passages and the sum of their lengths. */
export interface CorpusChange {
  readonly chunks: number;
  readonly length: number;
}

export const corpusChangeOf = (chunks: readonly NewChunk[]): CorpusChange => ({
  chunks: chunks.length,
  length: chunks.reduce((sum, chunk) => sum + lengthOf(chunk), 0),
});

/** Removes the passages of a document and their postings, and tells how many and how long they were. */
export const removeChunksStatement = (tenantId: string, documentId: string): Sql => sql`
  WITH removed AS (
    DELETE FROM chunks WHERE tenant_id = ${tenantId} AND document_id = ${documentId} RETURNING id, length
  ),
  postings AS (
    DELETE FROM chunk_terms t USING removed r WHERE t.tenant_id = ${tenantId} AND t.chunk_id = r.id
  )
  SELECT count(*)::int AS chunks, COALESCE(sum(length), 0)::int AS length FROM removed`;

export const insertChunksStatement = (
  tenantId: string,
  documentId: string,
  chunks: readonly NewChunk[],
): Sql => sql`
  INSERT INTO chunks (tenant_id, document_id, id, ordinal, heading, text, length)
  SELECT ${tenantId}, ${documentId}::uuid, n.* FROM unnest(
    ${chunks.map(({ id }) => id)}::uuid[],
    ${chunks.map(({ ordinal }) => ordinal)}::int[],
    ${chunks.map(({ heading }) => (heading === null ? null : storableText(heading)))}::text[],
    ${chunks.map(({ text }) => storableText(text))}::text[],
    ${chunks.map(lengthOf)}::int[]
  ) n`;

export const insertPostingsStatement = (tenantId: string, postings: Postings): Sql => sql`
  INSERT INTO chunk_terms (tenant_id, term, chunk_id, count, length)
  SELECT ${tenantId}, n.* FROM unnest(
    ${postings.terms.map(storableText)}::text[], ${postings.chunkIds}::uuid[], ${postings.counts}::int[],
    ${postings.lengths}::int[]
  ) n`;

export const indexedStatement = (tenantId: string, id: string, chunks: number): Sql => sql`
  UPDATE documents SET status = 'indexed', chunks = ${chunks}::int, error = NULL, updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id}`;

const nothing: CorpusChange = { chunks: 0, length: 0 };

export const corpusStatement = (tenantId: string, added: CorpusChange, removed = nothing): Sql => sql`
  INSERT INTO corpus_statistics AS s (tenant_id, chunks, length)
  VALUES (${tenantId}, ${added.chunks - removed.chunks}::bigint, ${added.length - removed.length}::bigint)
  ON CONFLICT (tenant_id) DO UPDATE
    SET chunks = s.chunks + excluded.chunks, length = s.length + excluded.length`;

export const failStatement = (tenantId: string, id: string, reason: string): Sql => sql`
  UPDATE documents SET status = 'failed', error = ${storableText(reason)}, updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id}`;

export const deleteStatement = (tenantId: string, id: string): Sql =>
  sql`DELETE FROM documents WHERE tenant_id = ${tenantId} AND id = ${id}`;

export const queuedStatement = (olderThanMs: number, limit: number): Sql => sql`
  SELECT tenant_id AS "tenantId", id AS "documentId" FROM documents
   WHERE status = 'queued' AND updated_at < now() - ${milliseconds(olderThanMs)}
   ORDER BY updated_at LIMIT ${limit}::int`;
