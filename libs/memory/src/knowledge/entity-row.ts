import { type Sql, sql } from '../database/sql.ts';
import type { Properties } from './new-entity.ts';

/** A thing that the arms know of. */
export interface Entity {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  /** From 1, one more with every change. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns of an Entity, of the table or alias `e`. */
export const entityColumns: Sql = sql`
  e.id, e.entity_type AS type, e.name, e.properties, e.version, e.created_at AS "createdAt", e.updated_at AS "updatedAt"`;
