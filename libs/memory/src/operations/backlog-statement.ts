import { type Sql, sql } from '../database/sql.ts';

/** Until when waiting is well, and how many rows a statement looks at. */
export interface BacklogBounds {
  /** Seconds after which a task that waits is overdue. */
  readonly maxAgeSeconds: number;
  /** Tasks that are counted at most. */
  readonly mostTasks: number;
}

/** Over how many seconds it is counted what ended. */
export const drainSeconds = 10;

/** The work that waits, of all tenants and replicas together. */
export interface Backlog {
  /** Tasks that no replica works on, `mostTasks` at most. */
  readonly waiting: number;
  /** Those of them that wait longer than they may, `mostTasks` at most. */
  readonly overdue: number;
  /** Seconds since the oldest of them could have been taken; 0 when none waits. */
  readonly oldest_seconds: number;
  /** Tasks that ended per second lately. */
  readonly drained_per_second: number;
}

const waiting = sql`FROM tasks WHERE finished_at IS NULL AND available_at <= now()`;

export const backlogStatement = ({ maxAgeSeconds, mostTasks }: BacklogBounds): Sql => sql`
  SELECT (SELECT count(*) FROM (SELECT 1 ${waiting} LIMIT ${mostTasks}::int) counted)::int AS waiting,
         (SELECT count(*) FROM (
            SELECT 1 ${waiting} AND available_at < now() - make_interval(secs => ${maxAgeSeconds}::int)
             LIMIT ${mostTasks}::int
          ) counted)::int AS overdue,
         (SELECT COALESCE(EXTRACT(epoch FROM now() - min(available_at)), 0) ${waiting})::float8 AS oldest_seconds,
         (SELECT count(*)::float8 / ${drainSeconds}::int FROM (
            SELECT 1 FROM tasks WHERE finished_at >= now() - make_interval(secs => ${drainSeconds}::int)
             LIMIT ${mostTasks}::int
          ) ended)::float8 AS drained_per_second`;
