import { statusesBefore, type TaskStatus } from '@octollm/contracts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { entryHashSql, hashedTexts } from '../../audit/hash-chain.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson, storableText } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import { changeChannel, journal } from './journal.ts';

/** Locks the task, so that the statement after sees every step that was stored before. */
export const lockStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT status FROM tasks WHERE tenant_id = ${tenantId} AND id = ${id} FOR NO KEY UPDATE`;

/**
 * Ends the task for a client, whoever holds its lease: the next fencing token belongs to nobody. Steps that have not
 * ended end with it. The row's lock comes first and every other part reads from it, so that the change is numbered
 * after whatever the holder has committed.
 */
export function cancelStatement(tenantId: string, id: string, by: { reason?: string; actor: string }): Sql {
  const data = by.reason === undefined ? {} : { reason: by.reason };
  const type = 'task.cancelled';
  const status: TaskStatus = 'cancelled';
  const actor = storableText(by.actor);
  const { beforeTime, beforePreviousHash } = hashedTexts({ action: type, actor, data });
  const hash = entryHashSql({
    beforeTime: sql`${beforeTime}::text`,
    beforePreviousHash: sql`${beforePreviousHash}::text`,
    at: sql`h.at`,
    previousHash: sql`h.last_hash`,
    sequence: sql`h.last_sequence + 1`,
    taskId: sql`h.id`,
    traceId: sql`h.trace_id`,
  });
  return sql`
    WITH held AS (
      SELECT tenant_id, id, last_sequence, last_hash, trace_id, GREATEST(updated_at, ${currentTime}) AS at
        FROM tasks
       WHERE tenant_id = ${tenantId} AND id = ${id} AND status = ANY (${statusesBefore(status)}::text[])
         FOR NO KEY UPDATE
    ),
    steps AS (
      UPDATE task_steps s SET status = 'cancelled', finished_at = h.at FROM held h
       WHERE s.tenant_id = h.tenant_id AND s.task_id = h.id AND s.status IN ('pending', 'running')
    ),
    change AS (
      SELECT h.tenant_id, h.id AS task_id, h.last_sequence + 1 AS sequence, ${type}::text AS type,
             ${status}::text AS status, NULL::text AS step_id, h.at, ${storableJson(data)}::jsonb AS data,
             ${actor}::text AS actor, h.trace_id, ${canonicalJson(data)}::json AS audit_data,
             h.last_hash AS previous_hash, ${hash} AS hash
        FROM held h
    ),
    ${journal},
    task AS (
      UPDATE tasks t
         SET status = c.status, last_sequence = c.sequence, last_hash = c.hash, updated_at = c.at, finished_at = c.at,
             lease_owner = NULL, lease_token = t.lease_token + 1
        FROM change c WHERE t.tenant_id = c.tenant_id AND t.id = c.task_id
    )
    SELECT pg_notify(${changeChannel}::text, json_build_array(tenant_id, task_id, sequence, type)::text) FROM change`;
}
