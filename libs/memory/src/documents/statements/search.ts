import type { Metadata } from '@octollm/contracts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';

/** What BM25 is told: how fast repetitions of a term lose weight (k1), and how much long passages lose (b, 0 to 1). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}

export interface TermSearch {
  readonly limit: number;
  /** Values that the document's metadata must have, all of them; `{}` lets all through. */
  readonly filters: Metadata;
  readonly bm25: Bm25;
}

const hasFilters = (filters: Metadata): boolean => Object.keys(filters).length > 0;

const filterOn = (filters: Metadata): Sql => sql`d.metadata @> ${storableJson(filters)}::jsonb`;

const chunkColumns = sql`
  c.id AS "chunkId", c.document_id AS "documentId", c.ordinal, c.heading, c.text,
  CASE WHEN c.page IS NULL THEN d.metadata ELSE d.metadata || jsonb_build_object('page', c.page) END AS metadata`;

/** The chunks of documents that the filters let through, as a condition on p. */
const allowed = (tenantId: string, filters: Metadata): Sql =>
  hasFilters(filters)
    ? sql`AND p.chunk_id IN (
        SELECT c.id FROM documents d JOIN chunks c ON c.tenant_id = d.tenant_id AND c.document_id = d.id
         WHERE d.tenant_id = ${tenantId} AND ${filterOn(filters)})`
    : sql``;

/**
 * BM25 as Robertson has it, with the inverse document frequency that is never negative. Frequencies are those of the
 * whole corpus of the tenant, whatever the filters, so that a score means the same with and without them. They come with
 * the first row, which is there even when no passage is.
 */
export function searchStatement(
  tenantId: string,
  terms: readonly string[],
  { limit, filters, bm25: { k1, b } }: TermSearch,
): Sql {
  const sought = sql`p.tenant_id = ${tenantId} AND p.term = ANY (${terms.map(storableText)}::text[])`;
  return sql`
    WITH corpus AS (
      SELECT chunks::float8 AS chunks, length::float8 / NULLIF(chunks, 0) AS average
        FROM corpus_statistics WHERE tenant_id = ${tenantId}
    ),
    weights AS (
      SELECT p.term, count(*) AS frequency, ln(1 + (c.chunks - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM chunk_terms p CROSS JOIN corpus c WHERE ${sought} GROUP BY p.term, c.chunks
    ),
    best AS (
      SELECT p.chunk_id,
             sum(w.weight * p.count * ${k1 + 1}::float8
                 / (p.count + ${k1}::float8 * (1 - ${b}::float8 + ${b}::float8 * p.length / c.average))) AS score
        FROM chunk_terms p JOIN weights w ON w.term = p.term CROSS JOIN corpus c
       WHERE ${sought} ${allowed(tenantId, filters)}
       GROUP BY p.chunk_id ORDER BY score DESC, p.chunk_id LIMIT ${limit}::int
    ),
    found AS (
      SELECT ${chunkColumns}, best.score, row_number() OVER (ORDER BY best.score DESC, c.id) AS place
        FROM best
        JOIN chunks c ON c.tenant_id = ${tenantId} AND c.id = best.chunk_id
        JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
    )
    SELECT found.*, corpus.chunks, corpus.average,
           CASE WHEN COALESCE(place, 1) = 1 THEN (SELECT json_object_agg(term, frequency) FROM weights) END
             AS frequencies
      FROM corpus LEFT JOIN found ON true
     ORDER BY place`;
}

/**
 * How many passages hold each term. The version is another one after every change of the tenant's passages: each of them
 * writes the row of the statistics anew, in its own transaction.
 */
export const termStatisticsStatement = (tenantId: string, terms: readonly string[]): Sql => sql`
  SELECT chunks::float8 AS chunks, length::float8 / NULLIF(chunks, 0) AS average,
         xmin::text || ' ' || chunks || ' ' || length AS version,
         (SELECT json_object_agg(f.term, f.chunks) FROM (
            SELECT p.term, count(*) AS chunks FROM chunk_terms p
             WHERE p.tenant_id = ${tenantId} AND p.term = ANY (${terms.map(storableText)}::text[]) GROUP BY p.term
          ) f) AS frequencies
    FROM corpus_statistics WHERE tenant_id = ${tenantId}`;

export const byIdsStatement = (tenantId: string, ids: readonly string[], filters: Metadata): Sql => sql`
  SELECT ${chunkColumns}
    FROM chunks c JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
   WHERE c.tenant_id = ${tenantId} AND c.id = ANY (${ids}::uuid[])
     ${hasFilters(filters) ? sql`AND ${filterOn(filters)}` : sql``}`;
