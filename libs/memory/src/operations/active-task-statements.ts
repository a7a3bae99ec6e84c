import { isTerminal, type Priority, TaskStatus } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';

/** A task that has not ended, as it is read. */
export interface ActiveTaskRow {
  readonly task_id: string;
  readonly status: TaskStatus;
  readonly priority: Priority;
  readonly age_seconds: number;
  readonly lease_owner: string | null;
  readonly lease_seconds: number | null;
  readonly recoveries: number;
  readonly current_steps: string[];
  readonly awaiting_approval: string[];
}

const activeStatuses = TaskStatus.options.filter((status) => !isTerminal(status));

/** Units of a map step that are named at most. */
const mostSteps = 100;

/** The tenant's oldest tasks that have not ended. Clocks of replicas may differ: all times are the database's. */
export const activeTasksStatement = (tenantId: string, limit: number): Sql => sql`
  SELECT t.id AS task_id, t.status, t.priority, t.lease_owner, t.recoveries,
         GREATEST(EXTRACT(epoch FROM now() - t.created_at), 0)::float8 AS age_seconds,
         CASE WHEN t.lease_owner IS NOT NULL
              THEN EXTRACT(epoch FROM t.available_at - now())::float8 END AS lease_seconds,
         ARRAY(
           SELECT step_id FROM task_steps
            WHERE tenant_id = t.tenant_id AND task_id = t.id AND status = 'running'
            ORDER BY ordinal, step_id LIMIT ${mostSteps}::int
         ) AS current_steps,
         ARRAY(
           SELECT step_id FROM approvals
            WHERE tenant_id = t.tenant_id AND task_id = t.id AND status = 'pending' ORDER BY step_id
         ) AS awaiting_approval
    FROM (
      SELECT * FROM tasks WHERE tenant_id = ${tenantId} AND status = ANY (${activeStatuses}::text[])
       ORDER BY created_at, id LIMIT ${limit}::int
    ) t ORDER BY t.created_at, t.id`;

/** How many tasks of all tenants stand alike. */
export interface ActiveTaskCountRow {
  readonly status: TaskStatus;
  readonly count: number;
  readonly held: number;
  readonly oldest_age_seconds: number;
}

/** Tasks that are counted at most. */
const mostTasks = 100_000;

/** Tasks of all tenants that have not ended, by status. */
export const activeTaskCountsStatement: Sql = sql`
  SELECT status, count(*)::int AS count,
         (count(*) FILTER (WHERE lease_owner IS NOT NULL AND available_at > now()))::int AS held,
         GREATEST(EXTRACT(epoch FROM now() - min(created_at)), 0)::float8 AS oldest_age_seconds
    FROM (
      SELECT status, lease_owner, available_at, created_at FROM tasks WHERE finished_at IS NULL
       ORDER BY available_at LIMIT ${mostTasks}::int
    ) active GROUP BY status ORDER BY status`;
