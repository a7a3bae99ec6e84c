import { type Sql, sql } from '../../database/sql.ts';
import { milliseconds } from '../../database/time.ts';
import { heldColumns } from '../held/held-columns.ts';
import type { Lease } from '../lease.ts';
import { taskColumns } from './columns.ts';
import type { TaskKey } from './keys.ts';

/** The task's row while the lease is good: its fencing token is the current one and the task has not ended. */
export const heldUnder = ({ tenantId, taskId, token }: Lease): Sql =>
  sql`tenant_id = ${tenantId} AND id = ${taskId} AND lease_token = ${token}::int AND finished_at IS NULL`;

/** A task that somebody wants to work on. */
export interface Claim extends TaskKey {
  readonly owner: string;
  readonly leaseMs: number;
}

/**
 * Takes the leases that nobody holds alive. A claimant that waited for a row looks at it again, so of several one gets
 * it; all lock rows in one order. A lease that has run out means that its holder was lost. The clock is the database's.
 * Selects the tasks as they are, without their steps: a task that was never held has none, unless it came with a plan.
 */
export const claimStatement = (claims: readonly Claim[]): Sql => sql`
  WITH claim AS (
    SELECT * FROM unnest(
      ${claims.map(({ tenantId }) => tenantId)}::text[], ${claims.map(({ id }) => id)}::uuid[],
      ${claims.map(({ owner }) => owner)}::text[], ${claims.map(({ leaseMs }) => leaseMs)}::float8[]
    ) AS claim (tenant_id, id, owner, lease_ms)
  ), free AS (
    SELECT t.tenant_id, t.id, t.lease_owner IS NOT NULL AS recovered, c.owner, c.lease_ms
      FROM claim c JOIN tasks t USING (tenant_id, id)
     WHERE t.finished_at IS NULL AND (t.lease_owner IS NULL OR t.available_at <= now())
     ORDER BY t.tenant_id, t.id FOR NO KEY UPDATE OF t
  )
  UPDATE tasks t
     SET lease_owner = f.owner, lease_token = t.lease_token + 1, recoveries = t.recoveries + f.recovered::int,
         available_at = now() + f.lease_ms * interval '1 millisecond'
    FROM free f WHERE t.tenant_id = f.tenant_id AND t.id = f.id
  RETURNING t.tenant_id, t.lease_token AS token, f.recovered, t.recoveries, ${taskColumns}, t.request, t.traceparent,
            ${heldColumns}, NULL::json AS plan, NULL::json AS steps, NULL::json AS provenance,
            NULL::text AS current_step, 0 AS total_steps, 0 AS completed_steps,
            t.lease_token > 1 OR EXISTS (
              SELECT 1 FROM task_plans p WHERE p.tenant_id = t.tenant_id AND p.task_id = t.id
            ) AS has_history`;

/** Moves the end of the lease. */
export const renewStatement = (lease: Lease, leaseMs: number): Sql => sql`
  UPDATE tasks SET available_at = now() + ${milliseconds(leaseMs)} WHERE ${heldUnder(lease)} RETURNING id`;

/** Gives the task back. */
export const releaseStatement = (lease: Lease, failed: boolean, until?: Date): Sql => sql`
  UPDATE tasks
     SET lease_owner = NULL, available_at = GREATEST(now(), ${until ?? null}::timestamptz),
         recoveries = recoveries + ${failed ? 1 : 0}::int
   WHERE ${heldUnder(lease)} RETURNING id`;

/**
 * Tasks of all tenants that somebody should work on and nobody does: those whose holder was lost, and those that have
 * waited unclaimed, each kind up to the limit. A backlog of waiting tasks does not hide the lost ones.
 */
export const orphansStatement = (idleMs: number, limit: number): Sql => sql`
  (SELECT tenant_id AS "tenantId", id AS "taskId", priority FROM tasks
    WHERE finished_at IS NULL AND available_at <= now() AND lease_owner IS NOT NULL
    ORDER BY available_at LIMIT ${limit}::int)
  UNION ALL
  (SELECT tenant_id, id, priority FROM tasks
    WHERE finished_at IS NULL AND available_at <= now() - ${milliseconds(idleMs)} AND lease_owner IS NULL
    ORDER BY available_at LIMIT ${limit}::int)`;
