import { statusesBefore, type TaskStatus } from '@octollm/contracts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { sha256 } from '../../audit/sha256.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson } from '../../database/storable.ts';
import type { Lease } from '../lease.ts';
import type { TaskEnd } from '../task-end.ts';
import { changeStatement } from './change.ts';
import { heldUnder } from './lease.ts';

/** The locked row, when its status may go to `to`. */
const mayGoTo = (to: TaskStatus): Sql =>
  sql`may_go AS (SELECT * FROM held WHERE status = ANY (${statusesBefore(to)}::text[])),`;

/** Steps of a task that ends and that have not ended themselves end with it. */
const stepsCancelled = sql`
  steps AS (
    UPDATE task_steps s SET status = 'cancelled', finished_at = m.at FROM may_go m
     WHERE s.tenant_id = m.tenant_id AND s.task_id = m.id AND s.status IN ('pending', 'running')
  ),`;

/** Moves the task to a status that is not an end. */
export const transitionStatement = (lease: Lease, to: TaskStatus, data: Record<string, unknown>): Sql =>
  changeStatement({
    where: heldUnder(lease),
    parts: mayGoTo(to),
    source: sql`may_go h`,
    type: `task.${to}`,
    status: to,
    data: sql`${storableJson(data)}::jsonb`,
    actor: lease.owner,
    auditData: data,
    set: sql`, started_at = COALESCE(t.started_at, c.at)`,
  });

/** Ends the task and the lease. */
export function finishStatement(lease: Lease, end: TaskEnd): Sql {
  const { status, result } = end;
  const error = 'error' in end ? end.error : null;
  const summary = {
    ...(error === null ? {} : { error }),
    ...(result === null
      ? {}
      : {
          answerable: result.answerable,
          confidence: result.confidence,
          degraded: result.degraded,
          degraded_reasons: result.degraded_reasons,
        }),
  };
  return changeStatement({
    where: heldUnder(lease),
    parts: sql`${mayGoTo(status)} ${stepsCancelled}`,
    source: sql`may_go h`,
    type: `task.${status}`,
    status,
    data: sql`${storableJson(summary)}::jsonb`,
    actor: lease.owner,
    auditData: { ...summary, ...(result === null ? {} : { result_sha256: sha256(canonicalJson(result)) }) },
    set: sql`, finished_at = c.at, lease_owner = NULL,
      result = ${result === null ? null : JSON.stringify(result)}::json,
      error = ${error === null ? null : JSON.stringify(error)}::json`,
  });
}

/** Locks the task, so that the statement after sees every step that was stored before. */
export const lockStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT status FROM tasks WHERE tenant_id = ${tenantId} AND id = ${id} FOR NO KEY UPDATE`;

/** Ends the task for a client, whoever holds its lease: the next fencing token belongs to nobody. */
export function cancelStatement(tenantId: string, id: string, by: { reason?: string; actor: string }): Sql {
  const data = by.reason === undefined ? {} : { reason: by.reason };
  return changeStatement({
    where: sql`tenant_id = ${tenantId} AND id = ${id} AND finished_at IS NULL`,
    parts: sql`${mayGoTo('cancelled')} ${stepsCancelled}`,
    source: sql`may_go h`,
    type: 'task.cancelled',
    status: 'cancelled',
    data: sql`${storableJson(data)}::jsonb`,
    actor: by.actor,
    auditData: data,
    set: sql`, finished_at = c.at, lease_owner = NULL, lease_token = t.lease_token + 1`,
  });
}
