import { type Sql, sql } from '../../database/sql.ts';

/** What names a task. */
export interface TaskKey {
  readonly tenantId: string;
  readonly id: string;
}

/** One text for a key, equal for equal keys however the id is written. */
export const nameOf = ({ tenantId, id }: TaskKey): string => `${id.toLowerCase()} ${tenantId}`;

/** Keys as a table `(tenant_id, id)` to join with. The text is the same however many there are. */
export const keyTable = (keys: readonly TaskKey[]): Sql => sql`
  (SELECT * FROM unnest(${keys.map(({ tenantId }) => tenantId)}::text[], ${keys.map(({ id }) => id)}::uuid[])
     AS key (tenant_id, id))`;
