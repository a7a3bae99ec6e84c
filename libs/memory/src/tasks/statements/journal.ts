import { type Sql, sql } from '../../database/sql.ts';

/** The channel on which changes are announced. */
export const changeChannel = 'octollm_task_changes';

/** Stores the event and the audit entry of the row in the CTE `change`, which CTEs before must have made. */
export const journal: Sql = sql`
  event AS (
    INSERT INTO task_events (tenant_id, task_id, sequence, type, status, step_id, at, data)
    SELECT tenant_id, task_id, sequence, type, status, step_id, at, data FROM change
  ),
  entry AS (
    INSERT INTO audit_entries
      (tenant_id, task_id, sequence, action, actor, at, trace_id, data, previous_hash, hash)
    SELECT tenant_id, task_id, sequence, type, actor, at, trace_id, audit_data, previous_hash, hash FROM change
  )`;
