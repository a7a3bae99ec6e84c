import type { TaskStatus } from '@octollm/contracts';
import { joined, type Sql, sql } from '../../database/sql.ts';
import { decodeCursor } from '../cursor.ts';

/** Which ended tasks a page of the history shows. */
export interface HistoryQuery {
  readonly sessionId?: string;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** What is remembered of a task that has ended. The money comes as text, because it may be longer than a number. */
export interface HistoryRow {
  readonly id: string;
  readonly goal: string;
  readonly status: TaskStatus;
  readonly sessionId: string | null;
  readonly answer: string | null;
  readonly answerable: boolean | null;
  readonly arms: readonly string[];
  readonly costNanoUsd: string;
  readonly createdAt: Date;
  readonly finishedAt: Date;
}

/** One more than the page holds, newest first, with the arms that have finished a step. */
export const historyStatement = (tenantId: string, { sessionId, cursor, limit }: HistoryQuery): Sql => {
  const conditions = [sql`tenant_id = ${tenantId}`, sql`finished_at IS NOT NULL`];
  if (sessionId !== undefined) conditions.push(sql`session_id = ${sessionId}`);
  if (cursor !== undefined) {
    const { createdAt, id } = decodeCursor(cursor);
    conditions.push(sql`(created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  return sql`
    SELECT t.id, t.goal, t.status, t.session_id AS "sessionId", t.result ->> 'output' AS answer,
           (t.result ->> 'answerable')::boolean AS answerable, s.arms, t.cost_nano_usd::text AS "costNanoUsd",
           t.created_at AS "createdAt", t.finished_at AS "finishedAt"
      FROM (
        SELECT * FROM tasks WHERE ${joined(conditions, sql` AND `)}
         ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}::int
      ) t
      CROSS JOIN LATERAL (
        SELECT COALESCE(array_agg(DISTINCT arm ORDER BY arm), '{}') AS arms
          FROM task_steps WHERE tenant_id = t.tenant_id AND task_id = t.id AND status = 'succeeded'
      ) s
     ORDER BY t.created_at DESC, t.id DESC`;
};
