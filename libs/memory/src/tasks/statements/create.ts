import { canonicalJson } from '../../audit/canonical-json.ts';
import { entryHashSql, genesisHash, hashedTexts } from '../../audit/hash-chain.ts';
import { sha256 } from '../../audit/sha256.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableText } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import type { NewTask } from '../new-task.ts';
import { traceIdOf } from '../trace.ts';
import { journal } from './journal.ts';

/** How long a key gives the same task. */
const keyLifetime = sql`interval '24 hours'`;

const type = 'task.queued';

/** A task as the statement reads it. JSON goes as text, so that what is stored is what was hashed. */
const rowOf = ({ tenantId, task }: OwnedTask) => {
  const { request, idempotency } = task;
  const actor = storableText(task.actor);
  const auditData = {
    priority: request.priority,
    request_sha256: sha256(canonicalJson(request)),
    ...(idempotency === undefined ? {} : { idempotency_key: idempotency.key }),
    ...task.origin,
  };
  const { beforeTime, beforePreviousHash } = hashedTexts({ action: type, actor, data: auditData });
  return {
    tenant_id: tenantId,
    id: task.id,
    priority: request.priority,
    goal: storableText(request.goal),
    session_id: request.session_id ?? null,
    parent_task_id: request.parent_task_id ?? null,
    request: JSON.stringify(request),
    metadata: JSON.stringify(request.metadata),
    traceparent: task.traceparent,
    trace_id: traceIdOf(task.traceparent),
    actor,
    data: JSON.stringify({ priority: request.priority, ...task.origin }),
    audit_data: canonicalJson(auditData),
    before_time: beforeTime,
    before_previous_hash: beforePreviousHash,
    key: idempotency === undefined ? null : storableText(idempotency.key),
    body_sha256: idempotency?.bodySha256 ?? null,
  };
};

const hash = entryHashSql({
  beforeTime: sql`n.before_time`,
  beforePreviousHash: sql`n.before_previous_hash`,
  at: sql`n.at`,
  previousHash: sql`n.previous_hash`,
  sequence: sql`n.sequence`,
  taskId: sql`n.task_id`,
  traceId: sql`n.trace_id`,
});

/** A task to store, and whose it is. */
export interface OwnedTask {
  readonly tenantId: string;
  readonly task: NewTask;
}

/**
 * One statement for many: the idempotency keys, the tasks, their first events and their first audit entries. A key is
 * taken, or another request that is taking it is waited for; one that has expired is taken over. Nothing is announced,
 * because nobody can be listening yet, and announcements make transactions wait for each other. Gives the ids of the
 * tasks with the time of creation, without those whose key is in use.
 */
export const createStatement = (tasks: readonly OwnedTask[]): Sql => sql`
  WITH asked AS (
    SELECT * FROM json_to_recordset(${JSON.stringify(tasks.map(rowOf))}::json) AS asked (
      tenant_id text, id uuid, priority text, goal text, session_id text, parent_task_id uuid, request text,
      metadata text, traceparent text, trace_id text, actor text, data text, audit_data text, before_time text,
      before_previous_hash text, key text, body_sha256 text)
  ),
  taken AS (
    INSERT INTO idempotency_keys AS k (tenant_id, key, body_sha256, task_id, expires_at)
    SELECT tenant_id, key, body_sha256, id, now() + ${keyLifetime} FROM asked
     WHERE key IS NOT NULL ORDER BY tenant_id, key
    ON CONFLICT (tenant_id, key) DO UPDATE
      SET body_sha256 = excluded.body_sha256, task_id = excluded.task_id, expires_at = excluded.expires_at
      WHERE k.expires_at <= now()
    RETURNING k.tenant_id, k.task_id
  ),
  change AS (
    SELECT n.*, ${hash} AS hash FROM (
      SELECT asked.tenant_id, asked.id AS task_id, 1 AS sequence, ${type}::text AS type, 'queued' AS status,
             NULL::text AS step_id, ${currentTime} AS at, asked.data::jsonb AS data, asked.actor, asked.trace_id,
             asked.audit_data::json AS audit_data, ${genesisHash}::text AS previous_hash, asked.before_time,
             asked.before_previous_hash, asked.priority, asked.goal, asked.session_id, asked.parent_task_id,
             asked.request, asked.metadata, asked.traceparent
        FROM asked LEFT JOIN taken ON taken.tenant_id = asked.tenant_id AND taken.task_id = asked.id
       WHERE asked.key IS NULL OR taken.task_id IS NOT NULL
    ) n
  ),
  task AS (
    INSERT INTO tasks (tenant_id, id, status, priority, goal, session_id, parent_task_id, request, metadata,
                       traceparent, trace_id, available_at, last_sequence, last_hash, created_at, updated_at)
    SELECT tenant_id, task_id, status, priority, goal, session_id, parent_task_id, request::json, metadata::json,
           traceparent, trace_id, now(), sequence, hash, at, at
      FROM change
  ),
  ${journal}
  SELECT tenant_id AS "tenantId", task_id AS id, at FROM change`;

/** The task that a key gives, and the body it was used with. */
export const keyStatement = (tenantId: string, key: string): Sql => sql`
  SELECT task_id AS "taskId", body_sha256 AS "bodySha256", expires_at <= now() AS expired FROM idempotency_keys
   WHERE tenant_id = ${tenantId} AND key = ${storableText(key)}`;
