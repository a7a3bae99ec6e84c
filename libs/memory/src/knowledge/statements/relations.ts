import { joined, type Sql, sql } from '../../database/sql.ts';
import { storableJson } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import { entityColumns } from '../entity-row.ts';
import type { NewRelation } from '../new-entity.ts';

/** Adds a relation, or gives it these properties instead of those it has. */
export const relateStatement = (tenantId: string, { from, type, to, properties }: NewRelation): Sql => sql`
  INSERT INTO relations (tenant_id, from_id, relation_type, to_id, properties, created_at, updated_at)
  VALUES (${tenantId}, ${from}::uuid, ${type}, ${to}::uuid, ${storableJson(properties)}::jsonb,
          ${currentTime}, ${currentTime})
  ON CONFLICT (tenant_id, from_id, relation_type, to_id) DO UPDATE
    SET properties = excluded.properties, updated_at = excluded.updated_at`;

export const unrelateStatement = (
  tenantId: string,
  { from, type, to }: Omit<NewRelation, 'properties'>,
): Sql => sql`
  DELETE FROM relations
   WHERE tenant_id = ${tenantId} AND from_id = ${from}::uuid AND relation_type = ${type} AND to_id = ${to}::uuid
  RETURNING 1`;

/** One hop from some entities to others. */
export interface Hop {
  readonly from: readonly string[];
  /** Entities that were reached before. */
  readonly seen: readonly string[];
  /** `out` follows relations from their `from` to their `to`, `in` the other way. */
  readonly direction: 'out' | 'in' | 'both';
  /** Types of relations to follow; undefined follows all. */
  readonly types: readonly string[] | undefined;
  /** Types of entities to pass through and find; undefined takes all. */
  readonly entityTypes: readonly string[] | undefined;
  readonly limit: number;
}

const columns = sql`relation_type, from_id, to_id, properties`;

/** Entities that are one hop away and were not seen yet, each with one relation that leads there. */
export const hopStatement = (
  tenantId: string,
  { from, seen, direction, types, entityTypes, limit }: Hop,
): Sql => {
  const follow = (near: Sql, far: Sql): Sql => sql`
    SELECT ${columns}, ${far} AS id FROM relations
     WHERE tenant_id = ${tenantId} AND ${near} = ANY (${from}::uuid[]) AND ${far} <> ALL (${seen}::uuid[])
       ${types === undefined ? sql`` : sql`AND relation_type = ANY (${types}::text[])`}`;
  const ways = [
    ...(direction === 'in' ? [] : [follow(sql`from_id`, sql`to_id`)]),
    ...(direction === 'out' ? [] : [follow(sql`to_id`, sql`from_id`)]),
  ];
  return sql`
    SELECT DISTINCT ON (e.id) ${entityColumns}, r.relation_type AS "relationType", r.from_id AS "from",
           r.to_id AS "to", r.properties AS "relationProperties"
      FROM (${joined(ways, sql` UNION ALL `)}) r
      JOIN entities e ON e.tenant_id = ${tenantId} AND e.id = r.id
     ${entityTypes === undefined ? sql`` : sql`WHERE e.entity_type = ANY (${entityTypes}::text[])`}
     ORDER BY e.id, r.relation_type, r.from_id LIMIT ${limit}::int`;
};
