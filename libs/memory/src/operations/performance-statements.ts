import { type Sql, sql } from '../database/sql.ts';

/** How much ended and how fast. */
export interface ThroughputRow {
  readonly ended: number;
  readonly succeeded: number;
  /** The 50th, 95th and 99th percentile in milliseconds; null when nothing ended. */
  readonly latency: readonly [number, number, number] | null;
  /** From when on it was counted. */
  readonly since: Date;
}

/** Rows that one statement looks at, the newest first: it costs the same on a day when much happens. */
export const mostRows = 20_000;

const start = (minutes: number): Sql => sql`now() - make_interval(mins => ${minutes}::int)`;

const since = (minutes: number): Sql => sql`
  CASE WHEN count(*) < ${mostRows}::bigint THEN ${start(minutes)} ELSE min(finished_at) END AS since`;

const counted = sql`
  count(*)::int AS ended, (count(*) FILTER (WHERE status = 'succeeded'))::int AS succeeded,
  percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY milliseconds) AS latency`;

const duration = (from: Sql): Sql =>
  sql`(EXTRACT(epoch FROM finished_at - ${from}) * 1000)::float8 AS milliseconds`;

/** Tasks of all tenants that ended in the last minutes, as one row. */
export const tasksStatement = (minutes: number): Sql => sql`
  SELECT ${counted}, ${since(minutes)} FROM (
    SELECT status, finished_at, ${duration(sql`created_at`)} FROM tasks
     WHERE finished_at >= ${start(minutes)} ORDER BY finished_at DESC LIMIT ${mostRows}::int
  ) recent`;

/** Attempts of steps of all tenants that ended in the last minutes, a row for each arm. */
export const armsStatement = (minutes: number): Sql => sql`
  WITH recent AS (
    SELECT tenant_id, task_id, step_id, status, finished_at, ${duration(sql`started_at`)} FROM step_attempts
     WHERE finished_at >= ${start(minutes)} AND attempt > 0 ORDER BY finished_at DESC LIMIT ${mostRows}::int
  )
  SELECT arm, ${counted}, (SELECT ${since(minutes)} FROM recent) AS since FROM (
    SELECT s.arm, r.status, r.milliseconds FROM recent r
      JOIN task_steps s ON s.tenant_id = r.tenant_id AND s.task_id = r.task_id AND s.step_id = r.step_id
  ) attempts GROUP BY arm ORDER BY arm`;

/** Tasks that are counted as waiting at most. */
const mostWaiting = 100_000;

/** Tasks of all tenants that have not ended: who holds a live lease is at work, the others wait. */
export const workStatement: Sql = sql`
  SELECT now() AS at,
         (SELECT count(*) FROM tasks
           WHERE finished_at IS NULL AND available_at > now() AND lease_owner IS NOT NULL)::int AS in_progress,
         (SELECT count(*) FROM (
            SELECT 1 FROM tasks WHERE finished_at IS NULL AND available_at <= now() LIMIT ${mostWaiting}::int
          ) waiting)::int AS waiting,
         (SELECT EXTRACT(epoch FROM now() - min(available_at)) FROM tasks
           WHERE finished_at IS NULL AND available_at <= now())::float8 AS oldest_waiting_seconds`;
