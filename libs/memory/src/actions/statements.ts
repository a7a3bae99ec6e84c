import { newId } from '@octollm/contracts';
import { joined, type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import { currentTime } from '../database/time.ts';
import { decodeCursor } from '../tasks/cursor.ts';
import type { ActionQuery, NewAction } from './action.ts';

const longestSummary = 1_000;

/** Ids are made in order, so entries of one statement stay in theirs. */
export const recordStatement = (tenantId: string, actions: readonly NewAction[]): Sql => {
  const column = <Name extends keyof NewAction>(name: Name): NewAction[Name][] =>
    actions.map((action) => action[name]);
  return sql`
    INSERT INTO action_log (tenant_id, id, arm, action, task_id, step_id, summary, outcome, provenance_sha256, at)
    SELECT ${tenantId}, n.*, ${currentTime} FROM unnest(
      ${actions.map(() => newId())}::uuid[], ${column('arm')}::text[], ${column('action')}::text[],
      ${column('taskId')}::uuid[], ${column('stepId')}::text[],
      ${column('summary').map((summary) => storableText(summary.slice(0, longestSummary)))}::text[],
      ${column('outcome')}::text[], ${column('provenanceSha256')}::text[]
    ) n`;
};

/** One more than the page holds, newest first. */
export const listStatement = (tenantId: string, { arm, taskId, cursor, limit }: ActionQuery): Sql => {
  const conditions = [sql`tenant_id = ${tenantId}`];
  if (arm !== undefined) conditions.push(sql`arm = ${arm}`);
  if (taskId !== undefined) conditions.push(sql`task_id = ${taskId}::uuid`);
  if (cursor !== undefined) {
    const { createdAt, id } = decodeCursor(cursor);
    conditions.push(sql`(at, id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  return sql`
    SELECT id, arm, action, task_id AS "taskId", step_id AS "stepId", summary, outcome,
           provenance_sha256 AS "provenanceSha256", at
      FROM action_log WHERE ${joined(conditions, sql` AND `)} ORDER BY at DESC, id DESC LIMIT ${limit + 1}::int`;
};

/** Entries of all tenants that are older. */
export const expiredActionsStatement = (before: Date, limit: number): Sql => sql`
  DELETE FROM action_log WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM action_log WHERE at < ${before}::timestamptz
     ORDER BY at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  )) RETURNING 1`;
