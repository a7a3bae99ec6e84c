import type { Metadata } from '@octollm/contracts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';

/** How fast repetitions of a term lose weight, and how much long passages lose: Anserini's values. */
const k1 = 0.9;
const b = 0.4;

const hasFilters = (filters: Metadata): boolean => Object.keys(filters).length > 0;

const filterOn = (filters: Metadata): Sql => sql`d.metadata @> ${storableJson(filters)}::jsonb`;

const chunkColumns = sql`
  c.id AS "chunkId", c.document_id AS "documentId", c.ordinal, c.heading, c.text, d.metadata`;

/** The chunks of documents that the filters let through, as a condition on p. */
const allowed = (tenantId: string, filters: Metadata): Sql =>
  hasFilters(filters)
    ? sql`AND p.chunk_id IN (
        SELECT c.id FROM documents d JOIN chunks c ON c.tenant_id = d.tenant_id AND c.document_id = d.id
         WHERE d.tenant_id = ${tenantId} AND ${filterOn(filters)})`
    : sql``;

/**
 * BM25 as Robertson has it, with the inverse document frequency that is never negative. Frequencies are those of the
 * whole corpus of the tenant, whatever the filters, so that a score means the same with and without them.
 */
export function searchStatement(
  tenantId: string,
  terms: readonly string[],
  { limit, filters }: { readonly limit: number; readonly filters: Metadata },
): Sql {
  const sought = sql`p.tenant_id = ${tenantId} AND p.term = ANY (${terms.map(storableText)}::text[])`;
  return sql`
    WITH corpus AS (
      SELECT chunks::float8 AS chunks, length::float8 / NULLIF(chunks, 0) AS average
        FROM corpus_statistics WHERE tenant_id = ${tenantId}
    ),
    weights AS (
      SELECT p.term, ln(1 + (c.chunks - count(*) + 0.5) / (count(*) + 0.5)) AS weight
        FROM chunk_terms p CROSS JOIN corpus c WHERE ${sought} GROUP BY p.term, c.chunks
    ),
    best AS (
      SELECT p.chunk_id,
             sum(w.weight * p.count * ${k1 + 1}::float8
                 / (p.count + ${k1}::float8 * (1 - ${b}::float8 + ${b}::float8 * p.length / c.average))) AS score
        FROM chunk_terms p JOIN weights w ON w.term = p.term CROSS JOIN corpus c
       WHERE ${sought} ${allowed(tenantId, filters)}
       GROUP BY p.chunk_id ORDER BY score DESC, p.chunk_id LIMIT ${limit}::int
    )
    SELECT ${chunkColumns}, best.score
      FROM best
      JOIN chunks c ON c.tenant_id = ${tenantId} AND c.id = best.chunk_id
      JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
     ORDER BY best.score DESC, c.id`;
}

export const termStatisticsStatement = (tenantId: string, terms: readonly string[]): Sql => sql`
  SELECT (SELECT chunks::float8 FROM corpus_statistics WHERE tenant_id = ${tenantId}) AS chunks,
         (SELECT json_object_agg(f.term, f.chunks) FROM (
            SELECT p.term, count(*) AS chunks FROM chunk_terms p
             WHERE p.tenant_id = ${tenantId} AND p.term = ANY (${terms.map(storableText)}::text[]) GROUP BY p.term
          ) f) AS frequencies`;

export const byIdsStatement = (tenantId: string, ids: readonly string[], filters: Metadata): Sql => sql`
  SELECT ${chunkColumns}
    FROM chunks c JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
   WHERE c.tenant_id = ${tenantId} AND c.id = ANY (${ids}::uuid[])
     ${hasFilters(filters) ? sql`AND ${filterOn(filters)}` : sql``}`;
