import { type Sql, sql } from '../database/sql.ts';
import { currentTime } from '../database/time.ts';
import { format } from './archived-task.ts';

/** Tenants that have a task which ended before. */
export const tenantsStatement = (before: Date): Sql => sql`
  SELECT DISTINCT tenant_id AS "tenantId" FROM tasks
   WHERE finished_at IS NOT NULL AND finished_at < ${before}::timestamptz ORDER BY 1`;

/** Nobody hangs on the task: a parent stays as long as one of its children does. */
const childless = sql`NOT EXISTS (
  SELECT 1 FROM tasks c WHERE c.tenant_id = t.tenant_id AND c.parent_task_id = t.id)`;

/** Somebody who restores a task has it as long again as one that has just ended. */
const notRestoredSince = (before: Date): Sql => sql`NOT EXISTS (
  SELECT 1 FROM archived_tasks a
   WHERE a.tenant_id = t.tenant_id AND a.task_id = t.id AND a.restored_at >= ${before}::timestamptz)`;

/** A place in a tenant's tasks: that of the last one that was looked at. */
export interface Place {
  readonly createdAt: string;
  readonly id: string;
}

const from = (place: Place | undefined): Sql =>
  place === undefined
    ? sql``
    : sql`AND (t.created_at, t.id) > (${place.createdAt}::timestamptz, ${place.id}::uuid)`;

/**
 * The tasks of a tenant that may go, in the order in which they were made. What ended before was made before, so the
 * index by time leads to them without passing the younger ones.
 */
export const expiredStatement = (
  tenantId: string,
  before: Date,
  place: Place | undefined,
  limit: number,
): Sql => sql`
  SELECT t.id, t.created_at::text AS "createdAt" FROM tasks t
   WHERE t.tenant_id = ${tenantId} AND t.created_at < ${before}::timestamptz
     AND t.finished_at < ${before}::timestamptz ${from(place)}
     AND ${childless} AND ${notRestoredSince(before)}
   ORDER BY t.created_at, t.id LIMIT ${limit}::int`;

const rowsOf = (from: Sql, order: Sql): Sql => sql`
  COALESCE((SELECT json_agg(row_to_json(r) ORDER BY ${order}) FROM ${from} r
             WHERE r.tenant_id = t.tenant_id AND r.task_id = t.id), '[]'::json)`;

/** A line of an archive for each of the tasks. */
export const linesStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT json_build_object('format', ${format}::int, 'tenant_id', t.tenant_id, 'task_id', t.id, 'rows',
           json_build_object(
             'tasks', json_build_array(row_to_json(t)),
             'task_plans', ${rowsOf(sql`task_plans`, sql`r.task_id`)},
             'task_steps', ${rowsOf(sql`task_steps`, sql`r.ordinal, r.step_id`)},
             'step_attempts', ${rowsOf(sql`step_attempts`, sql`r.step_id, r.attempt`)},
             'task_events', ${rowsOf(sql`task_events`, sql`r.sequence`)},
             'audit_entries', ${rowsOf(sql`audit_entries`, sql`r.sequence`)},
             'approvals', ${rowsOf(sql`approvals`, sql`r.step_id`)}))::text AS line
    FROM tasks t WHERE t.tenant_id = ${tenantId} AND t.id = ANY (${ids}::uuid[]) ORDER BY t.created_at, t.id`;

/** Says that the transaction is retention's: the triggers of the journals let it delete. */
export const allowDeletion = sql`SELECT set_config('octollm.retention', 'on', true)`;

/** Holds the tasks, so that none gets a child any more. */
export const lockStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT id FROM tasks WHERE tenant_id = ${tenantId} AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;

/** Those of the held tasks that have ended and still have no child. */
export const deletableStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT t.id FROM tasks t
   WHERE t.tenant_id = ${tenantId} AND t.id = ANY (${ids}::uuid[]) AND t.finished_at IS NOT NULL AND ${childless}`;

/** What is known of a file that was written. */
export interface ArchiveFacts {
  readonly name: string;
  readonly tasks: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Notes a file, if it is not noted yet. */
export const noteArchiveStatement = (
  tenantId: string,
  { name, tasks, bytes, sha256 }: ArchiveFacts,
): Sql => sql`
  INSERT INTO task_archives (tenant_id, name, tasks, bytes, sha256, archived_at)
  VALUES (${tenantId}, ${name}, ${tasks}, ${bytes}, ${sha256}, ${currentTime}) ON CONFLICT DO NOTHING`;

/** Notes in which file tasks are, and whether they are in the tables besides. */
export const noteTasksStatement = (
  tenantId: string,
  archive: string,
  ids: readonly string[],
  restored: boolean,
): Sql => sql`
  INSERT INTO archived_tasks AS a (tenant_id, task_id, archive, restored_at)
  SELECT ${tenantId}, id, ${archive}, CASE WHEN ${restored}::boolean THEN ${currentTime} END
    FROM unnest(${ids}::uuid[]) id
  ON CONFLICT (tenant_id, task_id) DO UPDATE SET archive = excluded.archive, restored_at = excluded.restored_at`;

/** Everything that hangs on the tasks and does not go with them by itself, and then the tasks. */
export const deleteStatements = (tenantId: string, ids: readonly string[]): readonly Sql[] => [
  sql`DELETE FROM task_events WHERE tenant_id = ${tenantId} AND task_id = ANY (${ids}::uuid[])`,
  sql`DELETE FROM audit_entries WHERE tenant_id = ${tenantId} AND task_id = ANY (${ids}::uuid[])`,
  sql`DELETE FROM tasks WHERE tenant_id = ${tenantId} AND id = ANY (${ids}::uuid[])`,
];

/** The checksum of a file that was noted. */
export const archiveStatement = (tenantId: string, name: string): Sql => sql`
  SELECT sha256 FROM task_archives WHERE tenant_id = ${tenantId} AND name = ${name}`;

/** Those of the tasks that are in the tables. */
export const presentStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT id FROM tasks WHERE tenant_id = ${tenantId} AND id = ANY (${ids}::uuid[])`;

/** In which file each of the tasks is. */
export const filesOfStatement = (tenantId: string, ids: readonly string[]): Sql => sql`
  SELECT task_id AS id, archive FROM archived_tasks
   WHERE tenant_id = ${tenantId} AND task_id = ANY (${ids}::uuid[])`;
