import { sql } from '../../database/sql.ts';

/** The columns of `tasks` as t from which the holder's state is made. */
export const heldColumns = sql`
  t.status AS held_status, t.last_sequence, t.last_hash, t.trace_id AS held_trace_id,
  extract(epoch FROM t.updated_at) * 1000 AS last_at, extract(epoch FROM clock_timestamp()) * 1000 AS clock`;

/** The steps and the attempts that have ended, as JSON, for a row of `tasks` as t. */
export const heldSteps = sql`
  (SELECT json_agg(json_build_object(
            'step_id', step_id, 'ordinal', ordinal, 'arm', arm, 'action', action, 'status', status,
            'attempts', attempts, 'confidence', confidence, 'error', error, 'started_at', started_at,
            'attempt_started_at', attempt_started_at, 'finished_at', finished_at))
     FROM task_steps WHERE tenant_id = t.tenant_id AND task_id = t.id) AS held_steps,
  (SELECT json_agg(json_build_object('step_id', step_id, 'attempt', attempt))
     FROM step_attempts WHERE tenant_id = t.tenant_id AND task_id = t.id) AS held_attempts`;
