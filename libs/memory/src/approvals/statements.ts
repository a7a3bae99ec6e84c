import type { ApprovalStatus } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import { currentTime, milliseconds } from '../database/time.ts';
import type { Lease } from '../tasks/lease.ts';
import { heldUnder } from '../tasks/statements/lease.ts';

/** An approval as the statements read it. */
export interface ApprovalRow {
  readonly task_id: string;
  readonly step_id: string;
  readonly status: ApprovalStatus;
  readonly requested_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by: string | null;
  readonly comment: string | null;
  readonly taken_up_at: Date | null;
}

const columns = sql`
  a.task_id, a.step_id, a.status, a.requested_at, a.decided_at, a.decided_by, a.comment, a.taken_up_at`;

/** Asks for what has not been asked for yet; gives a row when the lease is held. */
export const requestStatement = (lease: Lease, stepIds: readonly string[], ofPlan: boolean): Sql => sql`
  WITH held AS (SELECT tenant_id, id FROM tasks WHERE ${heldUnder(lease)}),
  asked AS (
    INSERT INTO approvals (tenant_id, task_id, step_id, of_plan, requested_at)
    SELECT h.tenant_id, h.id, s.step_id, ${ofPlan}::boolean, ${currentTime}
      FROM held h, unnest(${stepIds}::text[]) s (step_id)
    ON CONFLICT (tenant_id, task_id, step_id) DO NOTHING
  )
  SELECT id FROM held`;

/** Everything that a task has asked for, in the order in which it did. */
export const approvalsStatement = (tenantId: string, taskId: string): Sql => sql`
  SELECT ${columns} FROM approvals a WHERE a.tenant_id = ${tenantId} AND a.task_id = ${taskId}
   ORDER BY a.requested_at, a.step_id`;

/** What somebody decides. */
export interface Decision {
  readonly status: Exclude<ApprovalStatus, 'pending'>;
  readonly actor: string;
  readonly comment?: string | undefined;
}

/** Stores a decision on what waits; gives no row when it does not. Of several at the same moment one finds it waiting. */
export const decideStatement = (
  tenantId: string,
  taskId: string,
  stepId: string,
  { status, actor, comment }: Decision,
): Sql => sql`
  UPDATE approvals a
     SET status = ${status}, decided_at = ${currentTime}, decided_by = ${storableText(actor)},
         comment = ${comment === undefined ? null : storableText(comment)}
    FROM tasks t
   WHERE t.tenant_id = a.tenant_id AND t.id = a.task_id AND t.finished_at IS NULL
     AND a.tenant_id = ${tenantId} AND a.task_id = ${taskId} AND a.step_id = ${stepId} AND a.status = 'pending'
  RETURNING ${columns}`;

/** How a step of a task stands, for who could not decide about it. */
export interface StandingRow {
  readonly task_status: string;
  /** Whether the plan has the step. */
  readonly known: boolean;
  /** Null when nobody was asked. */
  readonly approval: ApprovalStatus | null;
}

/** Gives no row for a task that the tenant does not have. */
export const standingStatement = (tenantId: string, taskId: string, stepId: string): Sql => sql`
  SELECT t.status AS task_status, a.status AS approval,
         EXISTS (
           SELECT 1 FROM task_steps s
            WHERE s.tenant_id = t.tenant_id AND s.task_id = t.id AND s.step_id = ${stepId}
         ) AS known
    FROM tasks t
    LEFT JOIN approvals a ON a.tenant_id = t.tenant_id AND a.task_id = t.id AND a.step_id = ${stepId}
   WHERE t.tenant_id = ${tenantId} AND t.id = ${taskId}`;

/** Notes that the holder has begun to act on decisions. */
export const takeUpStatement = (lease: Lease, stepIds: readonly string[]): Sql => sql`
  WITH held AS (SELECT tenant_id, id FROM tasks WHERE ${heldUnder(lease)}),
  taken AS (
    UPDATE approvals a SET taken_up_at = ${currentTime} FROM held h
     WHERE a.tenant_id = h.tenant_id AND a.task_id = h.id AND a.step_id = ANY (${stepIds}::text[])
       AND a.decided_at IS NOT NULL AND a.taken_up_at IS NULL
  )
  SELECT id FROM held`;

/**
 * Tasks of all tenants that somebody has decided about and that nobody has looked at since. Decisions about tasks that
 * have ended since are closed, `limit` at a time: nobody will ever take them up, and without that they would be passed
 * over again each time until retention.
 */
export const unattendedStatement = (idleMs: number, limit: number): Sql => sql`
  WITH ended AS (
    SELECT a.tenant_id, a.task_id, a.step_id
      FROM approvals a JOIN tasks t ON t.tenant_id = a.tenant_id AND t.id = a.task_id
     WHERE a.decided_at IS NOT NULL AND a.taken_up_at IS NULL AND a.decided_at <= now() - ${milliseconds(idleMs)}
       AND t.finished_at IS NOT NULL
     ORDER BY a.decided_at LIMIT ${limit}::int FOR UPDATE OF a SKIP LOCKED
  ),
  closed AS (
    UPDATE approvals a SET taken_up_at = ${currentTime} FROM ended e
     WHERE a.tenant_id = e.tenant_id AND a.task_id = e.task_id AND a.step_id = e.step_id
  )
  SELECT t.tenant_id AS "tenantId", t.id AS "taskId"
    FROM (
      SELECT tenant_id, task_id, min(decided_at) AS decided_at FROM approvals
       WHERE decided_at IS NOT NULL AND taken_up_at IS NULL AND decided_at <= now() - ${milliseconds(idleMs)}
       GROUP BY tenant_id, task_id
    ) a
    JOIN tasks t ON t.tenant_id = a.tenant_id AND t.id = a.task_id
   WHERE t.finished_at IS NULL AND t.lease_owner IS NULL
   ORDER BY a.decided_at LIMIT ${limit}::int`;
