import { canonicalJson } from '../../audit/canonical-json.ts';
import { entryHashSql, genesisHash } from '../../audit/hash-chain.ts';
import { sha256 } from '../../audit/sha256.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableText } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import type { NewTask } from '../new-task.ts';
import { traceIdOf } from '../trace.ts';
import { journal } from './journal.ts';

/** How long a key gives the same task. */
const keyLifetime = sql`interval '24 hours'`;

/**
 * Takes the idempotency key, or waits for another request that is taking it. Gives no row when the key is in use; one
 * that has expired is taken over.
 */
const takeKey = (tenantId: string, { id, idempotency }: NewTask): Sql =>
  idempotency === undefined
    ? sql`SELECT 1`
    : sql`
      INSERT INTO idempotency_keys AS k (tenant_id, key, body_sha256, task_id, expires_at)
      VALUES (${tenantId}, ${storableText(idempotency.key)}, ${idempotency.bodySha256}, ${id},
              now() + ${keyLifetime})
      ON CONFLICT (tenant_id, key) DO UPDATE
        SET body_sha256 = excluded.body_sha256, task_id = excluded.task_id, expires_at = excluded.expires_at
        WHERE k.expires_at <= now()
      RETURNING 1`;

/**
 * One statement: the key, the task, its first event and its first audit entry. Nothing is announced, because
 * nobody can be listening yet, and announcements make transactions wait for each other. Gives the time of
 * creation, null when the key is in use.
 */
export function createStatement(tenantId: string, task: NewTask): Sql {
  const { request } = task;
  const type = 'task.queued';
  const actor = storableText(task.actor);
  const auditData = {
    priority: request.priority,
    request_sha256: sha256(canonicalJson(request)),
    ...(task.idempotency === undefined ? {} : { idempotency_key: task.idempotency.key }),
    ...task.origin,
  };
  const data = { priority: request.priority, ...task.origin };
  const hash = entryHashSql(
    { action: type, actor, data: auditData },
    {
      at: sql`n.at`,
      previousHash: sql`n.previous_hash`,
      sequence: sql`n.sequence`,
      taskId: sql`n.task_id`,
      traceId: sql`n.trace_id`,
    },
  );
  return sql`
    WITH key AS (${takeKey(tenantId, task)}),
    change AS (
      SELECT n.*, ${hash} AS hash FROM (
        SELECT ${tenantId}::text AS tenant_id, ${task.id}::uuid AS task_id, 1 AS sequence, ${type}::text AS type,
               'queued' AS status, NULL::text AS step_id, ${currentTime} AS at,
               ${JSON.stringify(data)}::jsonb AS data, ${actor}::text AS actor,
               ${traceIdOf(task.traceparent)}::text AS trace_id, ${canonicalJson(auditData)}::json AS audit_data,
               ${genesisHash}::text AS previous_hash
          FROM key
      ) n
    ),
    task AS (
      INSERT INTO tasks (tenant_id, id, status, priority, goal, session_id, parent_task_id, request, metadata,
                         traceparent, trace_id, available_at, last_sequence, last_hash, created_at, updated_at)
      SELECT tenant_id, task_id, status, ${request.priority}, ${storableText(request.goal)},
             ${request.session_id ?? null}, ${request.parent_task_id ?? null}::uuid,
             ${JSON.stringify(request)}::json, ${JSON.stringify(request.metadata)}::json, ${task.traceparent},
             trace_id, now(), sequence, hash, at, at
        FROM change
    ),
    ${journal}
    SELECT (SELECT at FROM change) AS at`;
}

/** The task that a key gives, and the body it was used with. */
export const keyStatement = (tenantId: string, key: string): Sql => sql`
  SELECT task_id AS "taskId", body_sha256 AS "bodySha256", expires_at <= now() AS expired FROM idempotency_keys
   WHERE tenant_id = ${tenantId} AND key = ${storableText(key)}`;
