import { type Sql, sql } from '../../database/sql.ts';
import { changeChannel } from '../statements/journal.ts';
import { typedUsageColumns, usageAdded, usageColumns } from '../usage.ts';
import type { ChangeRows } from './change-rows.ts';

/**
 * Rows as one parameter, whatever their number, so that the statement's text is always the same. The limit leaves none
 * out: it tells the planner that they are few, so that it goes to what they name by index.
 */
const rowsOf = (rows: readonly unknown[], columns: Sql): Sql => sql`(
  SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (tenant_id text, task_id uuid, ${columns})
   LIMIT ${rows.length}::int
) AS x`;

const ofHeld = sql`JOIN task h ON h.tenant_id = x.tenant_id AND h.id = x.task_id`;

/**
 * Writes the changes of several tasks in one transaction. A task's own row goes first, and only when its fencing token
 * and the number of its last change are the expected ones, which they are not after its end; every other row follows
 * it or is left out with it. Gives the ids of the tasks whose changes were written, and announces the last change of each.
 */
export const commitStatement = (rows: ChangeRows): Sql => sql`
  WITH task AS (
    UPDATE tasks t
       SET status = x.status, last_sequence = x.sequence, last_hash = x.hash, updated_at = x.at,
           started_at = COALESCE(t.started_at, x.started_at), finished_at = x.finished_at,
           lease_owner = CASE WHEN x.finished_at IS NULL THEN t.lease_owner END,
           result = x.result::json, error = x.error::json, ${usageAdded(sql`t`, sql`x`)}
      FROM ${rowsOf(
        rows.tasks,
        sql`token int, expected int, sequence int, hash text, type text, status text, at timestamptz,
            started_at timestamptz, finished_at timestamptz, result text, error text, ${typedUsageColumns}`,
      )}
     WHERE t.tenant_id = x.tenant_id AND t.id = x.task_id AND t.lease_token = x.token
       AND t.last_sequence = x.expected
    RETURNING t.tenant_id, t.id, x.sequence, x.type
  ),
  event AS (
    INSERT INTO task_events (tenant_id, task_id, sequence, type, status, step_id, at, data)
    SELECT x.tenant_id, x.task_id, x.sequence, x.type, x.status, x.step_id, x.at, x.data
      FROM ${rowsOf(
        rows.events,
        sql`sequence int, type text, status text, step_id text, at timestamptz, data jsonb`,
      )} ${ofHeld}
  ),
  entry AS (
    INSERT INTO audit_entries
      (tenant_id, task_id, sequence, action, actor, at, trace_id, data, previous_hash, hash)
    SELECT x.tenant_id, x.task_id, x.sequence, x.action, x.actor, x.at, x.trace_id, x.data::json, x.previous_hash,
           x.hash
      FROM ${rowsOf(
        rows.entries,
        sql`sequence int, action text, actor text, at timestamptz, trace_id text, data text, previous_hash text,
            hash text`,
      )} ${ofHeld}
  ),
  plan AS (
    INSERT INTO task_plans (tenant_id, task_id, plan, created_at)
    SELECT x.tenant_id, x.task_id, x.plan::json, x.created_at
      FROM ${rowsOf(rows.plans, sql`plan text, created_at timestamptz`)} ${ofHeld}
    ON CONFLICT (tenant_id, task_id) DO UPDATE SET plan = excluded.plan, created_at = excluded.created_at
  ),
  dropped AS (
    DELETE FROM task_steps s USING ${rowsOf(rows.droppedSteps, sql`step_id text`)} ${ofHeld}
     WHERE s.tenant_id = x.tenant_id AND s.task_id = x.task_id AND s.step_id = x.step_id
  ),
  step AS (
    INSERT INTO task_steps AS s (tenant_id, task_id, step_id, ordinal, arm, action, status, attempts, output,
                                 confidence, ${usageColumns}, provenance, error, started_at, attempt_started_at,
                                 finished_at)
    SELECT x.tenant_id, x.task_id, x.step_id, x.ordinal, x.arm, x.action, x.status, x.attempts, x.output::json,
           x.confidence, x.prompt_tokens, x.completion_tokens, x.cost_nano_usd, x.llm_calls, x.tool_calls,
           x.provenance::json, x.error::json, x.started_at, x.attempt_started_at, x.finished_at
      FROM ${rowsOf(
        rows.steps,
        sql`step_id text, ordinal int, arm text, action text, status text, attempts int, output text,
            confidence float8, ${typedUsageColumns}, provenance text, error text, started_at timestamptz,
            attempt_started_at timestamptz, finished_at timestamptz`,
      )} ${ofHeld}
    ON CONFLICT (tenant_id, task_id, step_id) DO UPDATE
      SET ordinal = excluded.ordinal, arm = excluded.arm, action = excluded.action, status = excluded.status,
          attempts = excluded.attempts, output = COALESCE(excluded.output, s.output),
          confidence = excluded.confidence, provenance = COALESCE(excluded.provenance, s.provenance),
          error = excluded.error, started_at = excluded.started_at,
          attempt_started_at = excluded.attempt_started_at, finished_at = excluded.finished_at,
          ${usageAdded(sql`s`, sql`excluded`)}
  ),
  attempt AS (
    INSERT INTO step_attempts (tenant_id, task_id, step_id, attempt, status, ${usageColumns}, provenance, error,
                               started_at, finished_at)
    SELECT x.tenant_id, x.task_id, x.step_id, x.attempt, x.status, x.prompt_tokens, x.completion_tokens,
           x.cost_nano_usd, x.llm_calls, x.tool_calls, x.provenance::json, x.error::json, x.started_at,
           x.finished_at
      FROM ${rowsOf(
        rows.attempts,
        sql`step_id text, attempt int, status text, ${typedUsageColumns}, provenance text, error text,
            started_at timestamptz, finished_at timestamptz`,
      )} ${ofHeld}
  )
  SELECT tenant_id, id,
         pg_notify(${changeChannel}::text, json_build_array(tenant_id, id, sequence, type)::text) AS announced
    FROM task`;
