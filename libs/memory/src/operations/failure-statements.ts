import type { TaskError, TaskStatus } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { mostRows } from './performance-statements.ts';

/** A task or an attempt of a step that failed. */
export interface FailureRow {
  readonly kind: 'task' | 'step';
  readonly task_id: string;
  readonly step_id: string | null;
  readonly at: Date;
  readonly status: 'failed' | 'timed_out' | 'retrying';
  readonly error: TaskError | null;
  readonly arm: string | null;
  readonly action: string | null;
  readonly attempt: number | null;
  readonly attempts: number | null;
  readonly step_status: string | null;
  readonly task_status: TaskStatus;
}

/** The tenant's newest failures, newest first. */
export const failuresStatement = (tenantId: string, limit: number): Sql => sql`
  SELECT * FROM (
    SELECT 'step' AS kind, a.task_id, a.step_id, a.finished_at AS at, a.status, a.error, s.arm, s.action, a.attempt,
           s.attempts, s.status AS step_status, t.status AS task_status
      FROM (
        SELECT * FROM step_attempts WHERE tenant_id = ${tenantId} AND status IN ('failed', 'retrying')
         ORDER BY finished_at DESC LIMIT ${limit}::int
      ) a
      JOIN task_steps s ON s.tenant_id = a.tenant_id AND s.task_id = a.task_id AND s.step_id = a.step_id
      JOIN tasks t ON t.tenant_id = a.tenant_id AND t.id = a.task_id
    UNION ALL
    (SELECT 'task', id, error ->> 'step_id', finished_at, status, error, NULL, NULL, NULL, NULL, NULL, status
       FROM tasks WHERE tenant_id = ${tenantId} AND status IN ('failed', 'timed_out')
      ORDER BY finished_at DESC LIMIT ${limit}::int)
  ) failures ORDER BY at DESC, task_id DESC, kind, step_id, attempt DESC LIMIT ${limit}::int`;

/** How often something failed, for all tenants together. */
export interface FailureCountRow {
  readonly kind: 'task' | 'step';
  readonly code: string | null;
  readonly category: string | null;
  readonly arm: string | null;
  readonly count: number;
  readonly last_at: Date;
}

/** Kinds of failures that are told apart at most. */
const mostCounts = 100;

/** Failures of all tenants in the last minutes by code and arm, the most frequent first. */
export const failureCountsStatement = (minutes: number): Sql => sql`
  SELECT kind, error ->> 'code' AS code, error ->> 'category' AS category, arm, count(*)::int AS count,
         max(finished_at) AS last_at
    FROM (
      SELECT 'step' AS kind, a.error, s.arm, a.finished_at FROM (
        SELECT * FROM step_attempts
         WHERE finished_at >= now() - make_interval(mins => ${minutes}::int) AND status IN ('failed', 'retrying')
         ORDER BY finished_at DESC LIMIT ${mostRows}::int
      ) a
        JOIN task_steps s ON s.tenant_id = a.tenant_id AND s.task_id = a.task_id AND s.step_id = a.step_id
      UNION ALL
      (SELECT 'task', error, NULL, finished_at FROM tasks
        WHERE finished_at >= now() - make_interval(mins => ${minutes}::int) AND status IN ('failed', 'timed_out')
        ORDER BY finished_at DESC LIMIT ${mostRows}::int)
    ) failures
   GROUP BY 1, 2, 3, 4 ORDER BY count DESC, kind, code, arm LIMIT ${mostCounts}::int`;
