import { type Sql, sql } from '../../database/sql.ts';
import { milliseconds } from '../../database/time.ts';
import type { Lease } from '../lease.ts';

/** The task's row while the lease is good: its fencing token is the current one and the task has not ended. */
export const heldUnder = ({ tenantId, taskId, token }: Lease): Sql =>
  sql`tenant_id = ${tenantId} AND id = ${taskId} AND lease_token = ${token}::int AND finished_at IS NULL`;

/**
 * Takes the lease when nobody holds a live one. A claimant that waited for the row looks at it again, so of several
 * one gets it. A lease that has run out means that its holder was lost. The clock is the database's.
 */
export const claimStatement = (tenantId: string, id: string, owner: string, leaseMs: number): Sql => sql`
  UPDATE tasks
     SET lease_owner = ${owner}, lease_token = lease_token + 1,
         recoveries = recoveries + (lease_owner IS NOT NULL)::int, available_at = now() + ${milliseconds(leaseMs)}
   WHERE tenant_id = ${tenantId} AND id = ${id} AND finished_at IS NULL
     AND (lease_owner IS NULL OR available_at <= now())
  RETURNING lease_token AS token, recoveries`;

/** Moves the end of the lease. */
export const renewStatement = (lease: Lease, leaseMs: number): Sql => sql`
  UPDATE tasks SET available_at = now() + ${milliseconds(leaseMs)} WHERE ${heldUnder(lease)} RETURNING id`;

/** Gives the task back. */
export const releaseStatement = (lease: Lease, failed: boolean): Sql => sql`
  UPDATE tasks SET lease_owner = NULL, available_at = now(), recoveries = recoveries + ${failed ? 1 : 0}::int
   WHERE ${heldUnder(lease)} RETURNING id`;

/** Tasks of all tenants that somebody should work on and nobody does. */
export const orphansStatement = (idleMs: number, limit: number): Sql => sql`
  SELECT tenant_id AS "tenantId", id AS "taskId" FROM tasks
   WHERE finished_at IS NULL AND available_at <= now()
     AND (lease_owner IS NOT NULL OR available_at <= now() - ${milliseconds(idleMs)})
   ORDER BY available_at LIMIT ${limit}::int`;
