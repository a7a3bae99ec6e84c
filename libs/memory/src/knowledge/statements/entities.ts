import { joined, type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import { decodeCursor } from '../../tasks/cursor.ts';
import { entityColumns } from '../entity-row.ts';
import type { NewEntity, Properties } from '../new-entity.ts';

const insertion = (tenantId: string, id: string, { type, name, properties }: NewEntity): Sql => sql`
  INSERT INTO entities AS e (tenant_id, id, entity_type, name, properties, created_at, updated_at)
  VALUES (${tenantId}, ${id}::uuid, ${type}, ${storableText(name)}, ${storableJson(properties)}::jsonb,
          ${currentTime}, ${currentTime})
  ON CONFLICT (tenant_id, entity_type, name)`;

/** Adds the entity, or gives the one of its name these properties. */
export const upsertStatement = (tenantId: string, id: string, entity: NewEntity): Sql => sql`
  ${insertion(tenantId, id, entity)} DO UPDATE
    SET properties = excluded.properties, version = e.version + 1, updated_at = excluded.updated_at
  RETURNING ${entityColumns}`;

/** Adds the entity; gives no row when there is one of its name. */
export const insertStatement = (tenantId: string, id: string, entity: NewEntity): Sql => sql`
  ${insertion(tenantId, id, entity)} DO NOTHING RETURNING ${entityColumns}`;

/** Changes the entity; gives no row when it is not at this version. */
export const updateStatement = (
  tenantId: string,
  { type, name, properties }: NewEntity,
  version: number,
): Sql => sql`
  UPDATE entities e
     SET properties = ${storableJson(properties)}::jsonb, version = e.version + 1, updated_at = ${currentTime}
   WHERE tenant_id = ${tenantId} AND entity_type = ${type} AND name = ${storableText(name)}
     AND version = ${version}::int
  RETURNING ${entityColumns}`;

export const byNameStatement = (tenantId: string, type: string, name: string): Sql => sql`
  SELECT ${entityColumns} FROM entities e
   WHERE tenant_id = ${tenantId} AND entity_type = ${type} AND name = ${storableText(name)}`;

export const byIdsStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT ${entityColumns} FROM entities e WHERE tenant_id = ${tenantId} AND id = ANY (${ids}::uuid[])`;

export const deleteStatement = (tenantId: string, id: string): Sql =>
  sql`DELETE FROM entities WHERE tenant_id = ${tenantId} AND id = ${id}::uuid RETURNING id`;

/** Which entities a list shows. */
export interface EntityQuery {
  readonly type?: string;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** One more than the page holds, newest first. */
export const listStatement = (tenantId: string, { type, cursor, limit }: EntityQuery): Sql => {
  const conditions = [sql`tenant_id = ${tenantId}`];
  if (type !== undefined) conditions.push(sql`entity_type = ${type}`);
  if (cursor !== undefined) {
    const { createdAt, id } = decodeCursor(cursor);
    conditions.push(sql`(created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  return sql`
    SELECT ${entityColumns} FROM entities e WHERE ${joined(conditions, sql` AND `)}
     ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}::int`;
};

/** Which entities a search finds. */
export interface EntitySearch {
  /** All of the words, in any form; "quoted" ones next to each other, `or` between choices, `-` before what is not wanted. */
  readonly text: string;
  /** @default every type */
  readonly types?: readonly string[] | undefined;
  /** Values that the properties have, at any depth as they are given. */
  readonly properties?: Properties | undefined;
  readonly limit: number;
}

/**
 * The best by ts_rank, which counts words in the name most. Names are indexed as they are written too, because "the"
 * may be all of a name: a query that says nothing in English is sought so. Any other one is not, since what is not
 * wanted would have to be missing in both readings and properties are indexed in one.
 */
export const searchStatement = (tenantId: string, { text, types, properties, limit }: EntitySearch): Sql => {
  const sought = storableText(text);
  return sql`
    SELECT ${entityColumns}, ts_rank(e.words, q.words)::float8 AS score
      FROM (SELECT CASE numnode(websearch_to_tsquery('english', ${sought}))
                     WHEN 0 THEN websearch_to_tsquery('simple', ${sought})
                     ELSE websearch_to_tsquery('english', ${sought}) END AS words) q,
           entities e
     WHERE ARRAY[e.tenant_id] @> ARRAY[${tenantId}] AND e.tenant_id = ${tenantId} AND e.words @@ q.words
       ${types === undefined ? sql`` : sql`AND e.entity_type = ANY (${types}::text[])`}
       ${properties === undefined ? sql`` : sql`AND e.properties @> ${storableJson(properties)}::jsonb`}
     ORDER BY score DESC, e.created_at DESC, e.id LIMIT ${limit}::int`;
};
