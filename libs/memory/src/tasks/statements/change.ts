import type { TaskEventType, TaskStatus } from '@octollm/contracts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { entryHashSql } from '../../audit/hash-chain.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableText } from '../../database/storable.ts';
import { currentTime } from '../../database/time.ts';
import { announcement, journal } from './journal.ts';

/** A change of a task that is already stored. */
export interface Change {
  /** Picks the row of `tasks` to lock; without a row nothing happens. */
  readonly where: Sql;
  /** More CTEs, each followed by a comma. They see the locked row as `held`. */
  readonly parts?: Sql;
  /** What the change is made from, `held` under the name of h; without a row there, no change is recorded. */
  readonly source: Sql;
  readonly type: TaskEventType;
  /** The status the task gets; it keeps its own when this is left out. */
  readonly status?: TaskStatus;
  readonly stepId?: string;
  /** The event's data, as a jsonb expression over `source`. */
  readonly data: Sql;
  readonly actor: string;
  /** The audit entry's data. */
  readonly auditData: Record<string, unknown>;
  /** More assignments to `tasks` as t, from the change as c; begins with a comma. */
  readonly set?: Sql;
  /** More to select; begins with a comma. */
  readonly select?: Sql;
}

/** What became of it. */
export interface ChangeRow {
  /** The status that the task had; null when there was no row to lock. */
  readonly held: TaskStatus | null;
  /** The number of the event; null when none was recorded. */
  readonly sequence: number | null;
}

const none = sql``;

/**
 * One statement, and so one round trip and one transaction, that locks the task's row, numbers the change, stores
 * its event and its audit entry, changes the row and announces the change. The lock comes first and every other part
 * reads from it: changes of one task follow each other, and their numbers have no gaps.
 */
export function changeStatement(change: Change): Sql {
  const {
    where,
    parts = none,
    source,
    type,
    stepId = null,
    status,
    data,
    set = none,
    select = none,
  } = change;
  const actor = storableText(change.actor);
  const hash = entryHashSql(
    { action: type, actor, data: change.auditData },
    {
      at: sql`h.at`,
      previousHash: sql`h.last_hash`,
      sequence: sql`h.last_sequence + 1`,
      taskId: sql`h.id`,
      traceId: sql`h.trace_id`,
    },
  );
  return sql`
    WITH held AS (
      SELECT tenant_id, id, status, last_sequence, last_hash, trace_id, ${currentTime} AS at
        FROM tasks WHERE ${where} FOR NO KEY UPDATE
    ),
    ${parts}
    change AS (
      SELECT h.tenant_id, h.id AS task_id, h.last_sequence + 1 AS sequence, ${type}::text AS type,
             ${status === undefined ? sql`h.status` : sql`${status}::text`} AS status, ${stepId}::text AS step_id,
             h.at, ${data} AS data, ${actor}::text AS actor, h.trace_id,
             ${canonicalJson(change.auditData)}::json AS audit_data, h.last_hash AS previous_hash, ${hash} AS hash
        FROM ${source}
    ),
    ${journal},
    task AS (
      UPDATE tasks t SET status = c.status, last_sequence = c.sequence, last_hash = c.hash, updated_at = c.at ${set}
        FROM change c WHERE t.tenant_id = c.tenant_id AND t.id = c.task_id
    )
    SELECT (SELECT status FROM held) AS held, (SELECT sequence FROM change) AS sequence, ${announcement} ${select}`;
}
