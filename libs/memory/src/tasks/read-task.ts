import type { AuditTrail, Task, TaskEvent, TaskPage, TaskPlan, TaskQuery } from '@octollm/contracts';
import { NotFoundError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { ApprovalEntity } from '../approvals/entities/approval.entity.ts';
import { guarded } from '../database/errors.ts';
import { query } from '../database/query.ts';
import type { Reads } from '../database/replicas/reads.ts';
import { encodeCursor } from './cursor.ts';
import { AuditEntryEntity } from './entities/audit-entry.entity.ts';
import { TaskStepEntity } from './entities/task-step.entity.ts';
import { toTaskPlan } from './plan-row.ts';
import { nameOf, type TaskKey } from './statements/keys.ts';
import { eventsStatement, findStatement, listStatement } from './statements/read.ts';
import { type EventRow, type FoundRow, type TaskRow, toTask, toTaskEvent } from './task-row.ts';

/** Tasks in the order of their keys, null where the tenant has none. */
export async function readTasks(
  source: DataSource,
  keys: readonly TaskKey[],
): Promise<readonly (Task | null)[]> {
  const rows = await query<FoundRow>(source, findStatement(keys));
  const found = new Map(rows.map((row) => [nameOf({ tenantId: row.tenant_id, id: row.id }), row]));
  return keys.map((key) => {
    const row = found.get(nameOf(key));
    return row === undefined ? null : toTask(row);
  });
}

/** See TaskStore.find. */
export async function readTask(source: DataSource, tenantId: string, id: string): Promise<Task | null> {
  const [task = null] = await readTasks(source, [{ tenantId, id }]);
  return task;
}

/** See TaskStore.list. */
export async function readPage(reads: Reads, tenantId: string, filter: TaskQuery): Promise<TaskPage> {
  const rows = await reads.query<TaskRow>(listStatement(tenantId, filter));
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const more = rows.length > page.length && last !== undefined;
  return {
    items: page.map(toTask),
    next_cursor: more ? encodeCursor({ createdAt: last.created_at, id: last.id }) : null,
  };
}

/** See TaskStore.plan. */
export async function readPlan(source: DataSource, tenantId: string, taskId: string): Promise<TaskPlan> {
  const where = { tenantId, taskId };
  const [steps, approvals] = await guarded(() =>
    Promise.all([
      source.getRepository(TaskStepEntity).find({ where, relations: { plan: true } }),
      source.getRepository(ApprovalEntity).find({ where }),
    ]),
  );
  const plan = steps[0]?.plan;
  if (plan === undefined) throw new NotFoundError(`Task ${taskId} does not exist or has no plan yet.`);
  return toTaskPlan(plan, steps, approvals);
}

/** See TaskStore.events. */
export async function readEvents(
  source: DataSource,
  tenantId: string,
  id: string,
  afterSequence: number,
  limit: number,
): Promise<TaskEvent[]> {
  const rows = await query<EventRow>(source, eventsStatement(tenantId, id, afterSequence, limit));
  return rows.map(toTaskEvent);
}

/** See TaskStore.audit. */
export async function readAudit(source: DataSource, tenantId: string, taskId: string): Promise<AuditTrail> {
  const rows = await guarded(() =>
    source.getRepository(AuditEntryEntity).find({ where: { tenantId, taskId }, order: { sequence: 'ASC' } }),
  );
  if (rows.length === 0) throw new NotFoundError(`There is no task ${taskId}.`);
  return {
    items: rows.map((row) => ({
      sequence: row.sequence,
      task_id: row.taskId,
      action: row.action,
      actor: row.actor,
      at: row.at.toISOString(),
      trace_id: row.traceId,
      data: row.data,
      previous_hash: row.previousHash,
      hash: row.hash,
    })),
  };
}
