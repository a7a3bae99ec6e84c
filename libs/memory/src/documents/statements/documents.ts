import { joined, type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';
import { currentTime, milliseconds } from '../../database/time.ts';
import { type ChunkPlace, lengthOf, type NewChunk, type Postings } from '../new-chunk.ts';
import { contentKeyOf, type NewDocument, sourceKeyOf } from '../new-document.ts';

const columns = sql`id, status, media_type, metadata, chunks, done_chunks, total_chunks, error, warnings, upload_id,
  created_at, updated_at`;

/** A text for a column that may be null. */
const optionalText = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : storableText(text);

/** What another version of a document brings, and one that is sent again after it has failed. */
const versionColumns = [
  sql`status`,
  sql`media_type`,
  sql`metadata`,
  sql`text`,
  sql`content_sha256`,
  sql`upload_id`,
  sql`file_name`,
  sql`updated_at`,
];
const isNewVersion = sql`d.content_sha256 <> excluded.content_sha256 OR d.status = 'failed'`;
const forNewVersion = (column: Sql, otherwise = sql`d.${column}`): Sql =>
  sql`${column} = CASE WHEN ${isNewVersion} THEN excluded.${column} ELSE ${otherwise} END`;
const newVersion = joined(
  [
    ...versionColumns.map((column) => forNewVersion(column)),
    ...[sql`attempts`, sql`done_chunks`, sql`total_chunks`, sql`error`, sql`warnings`].map((column) =>
      forNewVersion(column),
    ),
  ],
  sql`, `,
);

/** Equal content has equal metadata and so an equal source: a document with a source can only meet itself by it. */
export const createStatement = (tenantId: string, { id, request }: NewDocument): Sql => {
  const sourceKey = sourceKeyOf(request);
  return sql`
    INSERT INTO documents AS d
      (tenant_id, id, status, media_type, metadata, text, content_sha256, source_key, upload_id, file_name,
       created_at, updated_at)
    VALUES (${tenantId}, ${id}, 'queued', ${request.media_type}, ${storableJson(request.metadata)}::jsonb,
            ${storableText(request.text ?? '')}, ${contentKeyOf(request)}, ${sourceKey},
            ${request.upload?.id ?? null}, ${optionalText(request.upload?.fileName)}, ${currentTime}, ${currentTime})
    ON CONFLICT (tenant_id, ${sourceKey === null ? sql`content_sha256` : sql`source_key`}) DO UPDATE
      SET ${newVersion}
    RETURNING ${columns}`;
};

export const findStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT ${columns} FROM documents WHERE tenant_id = ${tenantId} AND id = ${id}`;

/** Whoever indexes or deletes the document takes its turn. */
export const lockStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT content_sha256 AS version FROM documents WHERE tenant_id = ${tenantId} AND id = ${id} FOR UPDATE`;

const contentColumns = sql`content_sha256 AS version, status, text, media_type AS "mediaType", metadata,
  upload_id AS "uploadId", file_name AS "fileName", attempts, embedding_model AS "embeddingModel"`;

export const contentStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT ${contentColumns} FROM documents WHERE tenant_id = ${tenantId} AND id = ${id}`;

export const takeStatement = (tenantId: string, id: string): Sql => sql`
  UPDATE documents SET attempts = attempts + 1, updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id} AND status = 'queued'
  RETURNING ${contentColumns}`;

export const giveBackStatement = (tenantId: string, id: string, version: string): Sql => sql`
  UPDATE documents SET attempts = attempts - 1
   WHERE tenant_id = ${tenantId} AND id = ${id} AND content_sha256 = ${version} AND attempts > 0`;

export const progressStatement = (
  tenantId: string,
  id: string,
  version: string,
  progress: { readonly done: number; readonly total: number } | null,
): Sql => sql`
  UPDATE documents
     SET done_chunks = ${progress?.done ?? null}::int, total_chunks = ${progress?.total ?? null}::int,
         updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id} AND content_sha256 = ${version} AND status = 'queued'`;

export const chunkIdsStatement = (tenantId: string, documentId: string): Sql =>
  sql`SELECT id FROM chunks WHERE tenant_id = ${tenantId} AND document_id = ${documentId} ORDER BY ordinal`;

/** A number of passages and the sum of their lengths. */
export interface CorpusChange {
  readonly chunks: number;
  readonly length: number;
}

export const corpusChangeOf = (chunks: readonly NewChunk[]): CorpusChange => ({
  chunks: chunks.length,
  length: chunks.reduce((sum, chunk) => sum + lengthOf(chunk), 0),
});

const except = (kept: readonly ChunkPlace[]): Sql =>
  kept.length === 0
    ? sql``
    : sql`AND NOT EXISTS (SELECT FROM unnest(${kept.map(({ id }) => id)}::uuid[]) kept WHERE kept = c.id)`;

/** Removes the passages of a document and their postings, save for some, and tells how many and how long they were. */
export const removeChunksStatement = (
  tenantId: string,
  documentId: string,
  kept: readonly ChunkPlace[] = [],
): Sql => sql`
  WITH removed AS (
    DELETE FROM chunks c WHERE tenant_id = ${tenantId} AND document_id = ${documentId} ${except(kept)}
    RETURNING id, length
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
  INSERT INTO chunks (tenant_id, document_id, id, ordinal, heading, text, length, page)
  SELECT ${tenantId}, ${documentId}::uuid, n.* FROM unnest(
    ${chunks.map(({ id }) => id)}::uuid[],
    ${chunks.map(({ ordinal }) => ordinal)}::int[],
    ${chunks.map(({ heading }) => optionalText(heading))}::text[],
    ${chunks.map(({ text }) => storableText(text))}::text[],
    ${chunks.map(lengthOf)}::int[],
    ${chunks.map(({ page }) => page ?? null)}::int[]
  ) n`;

/** Moves passages to their places; gives those that are there. */
export const placeChunksStatement = (
  tenantId: string,
  documentId: string,
  places: readonly ChunkPlace[],
): Sql => sql`
  UPDATE chunks c SET ordinal = n.ordinal, page = n.page
    FROM unnest(
      ${places.map(({ id }) => id)}::uuid[], ${places.map(({ ordinal }) => ordinal)}::int[],
      ${places.map(({ page }) => page ?? null)}::int[]
    ) n (id, ordinal, page)
   WHERE c.tenant_id = ${tenantId} AND c.document_id = ${documentId} AND c.id = n.id
  RETURNING c.id`;

export const insertPostingsStatement = (tenantId: string, postings: Postings): Sql => sql`
  INSERT INTO chunk_terms (tenant_id, term, chunk_id, count, length)
  SELECT ${tenantId}, n.* FROM unnest(
    ${postings.terms.map(storableText)}::text[], ${postings.chunkIds}::uuid[], ${postings.counts}::int[],
    ${postings.lengths}::int[]
  ) n`;

/** What is known of a document after it was read. */
export interface IndexedState {
  readonly chunks: number;
  /** The text of a file. */
  readonly text?: string | undefined;
  /** For a document whose metadata have none. */
  readonly title?: string | null | undefined;
  readonly warnings?: readonly string[] | undefined;
  /** Who has made the vectors of the passages. @default whoever made those before */
  readonly embeddingModel?: string | undefined;
}

/** Deletes the file that a document names. */
export const discardUploadStatement = (tenantId: string, documentId: string): Sql => sql`
  DELETE FROM upload_parts p USING documents d
   WHERE d.tenant_id = ${tenantId} AND d.id = ${documentId} AND p.tenant_id = d.tenant_id
     AND p.upload_id = d.upload_id`;

export const indexedStatement = (
  tenantId: string,
  id: string,
  { chunks, text, title, warnings = [], embeddingModel }: IndexedState,
): Sql => sql`
  UPDATE documents
     SET status = 'indexed', chunks = ${chunks}::int, error = NULL, done_chunks = NULL, total_chunks = NULL,
         warnings = ${warnings.map(storableText)}::text[], upload_id = NULL,
         text = COALESCE(${optionalText(text)}::text, text),
         embedding_model = COALESCE(${embeddingModel ?? null}::text, embedding_model),
         metadata = jsonb_strip_nulls(jsonb_build_object('title', ${optionalText(title)}::text)) || metadata,
         updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id}`;

const nothing: CorpusChange = { chunks: 0, length: 0 };

export const corpusStatement = (tenantId: string, added: CorpusChange, removed = nothing): Sql => sql`
  INSERT INTO corpus_statistics AS s (tenant_id, chunks, length)
  VALUES (${tenantId}, ${added.chunks - removed.chunks}::bigint, ${added.length - removed.length}::bigint)
  ON CONFLICT (tenant_id) DO UPDATE
    SET chunks = s.chunks + excluded.chunks, length = s.length + excluded.length`;

export const failStatement = (tenantId: string, id: string, reason: string): Sql => sql`
  UPDATE documents
     SET status = 'failed', error = ${storableText(reason)}, done_chunks = NULL, total_chunks = NULL,
         upload_id = NULL, updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND id = ${id}`;

export const deleteStatement = (tenantId: string, id: string): Sql =>
  sql`DELETE FROM documents WHERE tenant_id = ${tenantId} AND id = ${id}`;

export const queuedStatement = (olderThanMs: number, limit: number): Sql => sql`
  SELECT tenant_id AS "tenantId", id AS "documentId" FROM documents
   WHERE status = 'queued' AND updated_at < now() - ${milliseconds(olderThanMs)}
   ORDER BY updated_at LIMIT ${limit}::int`;

/** How a document says that a model has refused it: it has no vectors of that model, and is not due for them either. */
const refusedBy = (model: string): string => `${model} refused`;

/** Two ranges, because an index does not know what is not equal. */
export const embeddedOtherwiseStatement = (model: string, limit: number): Sql => sql`
  SELECT tenant_id AS "tenantId", id AS "documentId" FROM documents
   WHERE chunks > 0 AND status <> 'queued' AND (embedding_model < ${model} OR embedding_model > ${model})
     AND embedding_model <> ${refusedBy(model)}
   LIMIT ${limit}::int`;

/** What became of the vectors of a document's passages. */
export interface EmbeddedVersion {
  /** The version whose passages they are. */
  readonly version: string;
  readonly model: string;
  /** Whether the model will not make them. */
  readonly isRefused: boolean;
  /** What the client is told when it is refused; it is taken back when it is not. */
  readonly refusal: string;
}

export const embeddedStatement = (
  tenantId: string,
  id: string,
  { version, model, isRefused, refusal }: EmbeddedVersion,
): Sql => sql`
  UPDATE documents
     SET embedding_model = ${isRefused ? refusedBy(model) : model},
         warnings = array_remove(warnings, ${refusal}::text) || ${isRefused ? [refusal] : []}::text[]
   WHERE tenant_id = ${tenantId} AND id = ${id} AND content_sha256 = ${version} AND status <> 'queued'
  RETURNING id`;
