import type { SessionQuery, TaskResult } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { currentTime } from '../database/time.ts';
import { decodeCursor } from '../tasks/cursor.ts';

/** A session as it is read. */
export interface SessionRow {
  readonly id: string;
  readonly created_at: Date;
  readonly last_used_at: Date;
}

/** Makes the session or notes that it is used; gives no row when it is somebody else's. */
export const useStatement = (tenantId: string, id: string, owner: string): Sql => sql`
  INSERT INTO sessions AS s (tenant_id, id, owner, created_at, last_used_at)
  VALUES (${tenantId}, ${id}, ${owner}, ${currentTime}, ${currentTime})
  ON CONFLICT (tenant_id, id) DO UPDATE SET last_used_at = GREATEST(s.last_used_at, excluded.last_used_at)
    WHERE s.owner = excluded.owner
  RETURNING id`;

/** Gives no row when there is no such session or it is somebody else's. */
export const findStatement = (tenantId: string, id: string, owner: string): Sql => sql`
  SELECT id, created_at, last_used_at FROM sessions
   WHERE tenant_id = ${tenantId} AND id = ${id} AND owner = ${owner}`;

/** What a task adds to a session. */
export interface TurnRow {
  readonly id: string;
  readonly goal: string;
  readonly result: TaskResult | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

/**
 * The tasks of a session since it was made, newest first, and one more than the page holds. Those before belong to a
 * session of the same name that was purged, perhaps to somebody else.
 */
export function turnsStatement(tenantId: string, session: SessionRow, { cursor, limit }: SessionQuery): Sql {
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  const before =
    place === undefined
      ? sql``
      : sql`AND (created_at, id) < (${place.createdAt}::timestamptz, ${place.id}::uuid)`;
  return sql`
    SELECT id, goal, result, created_at, finished_at FROM tasks
     WHERE tenant_id = ${tenantId} AND session_id = ${session.id}
       AND created_at >= ${session.created_at}::timestamptz ${before}
     ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}::int`;
}

/** Removes sessions that nobody has used since; those that are used at this moment stay. */
export const purgeStatement = (olderThan: Date, limit: number): Sql => sql`
  DELETE FROM sessions WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM sessions WHERE last_used_at < ${olderThan}::timestamptz
     ORDER BY last_used_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  )) RETURNING id`;
