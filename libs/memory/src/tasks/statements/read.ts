import type { TaskQuery } from '@octollm/contracts';
import { joined, type Sql, sql } from '../../database/sql.ts';
import { decodeCursor } from '../cursor.ts';
import { heldColumns, heldSteps } from '../held/held-columns.ts';
import { taskColumns } from './columns.ts';
import { keyTable, type TaskKey } from './keys.ts';

/** The columns of a task's model with its progress. */
const columns = sql`${taskColumns}, s.total_steps, s.completed_steps, s.current_step, p.provenance`;

/** Items of map steps and iterations of loops are rows of their own, and no steps of the plan. */
const isStep = sql`strpos(step_id, '.') = 0`;

/** What is counted from the steps, and where their outputs came from, for each row of `tasks` as t. */
const progress = sql`
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS total_steps,
           (count(*) FILTER (WHERE status IN ('succeeded', 'skipped')))::int AS completed_steps,
           (array_agg(step_id ORDER BY ordinal) FILTER (WHERE status = 'running'))[1] AS current_step
      FROM task_steps WHERE tenant_id = t.tenant_id AND task_id = t.id AND ${isStep}
  ) s
  CROSS JOIN LATERAL (
    SELECT json_agg(provenance ORDER BY finished_at, step_id, attempt) AS provenance
      FROM step_attempts WHERE tenant_id = t.tenant_id AND task_id = t.id AND provenance IS NOT NULL
  ) p`;

/** Tasks, in no order. */
export const findStatement = (keys: readonly TaskKey[]): Sql => sql`
  SELECT t.tenant_id, ${columns} FROM ${keyTable(keys)} k JOIN tasks t USING (tenant_id, id) ${progress}`;

/** One task with what its holder needs besides. */
export const claimedStatement = (tenantId: string, id: string): Sql => sql`
  SELECT ${columns}, t.request, t.traceparent, ${heldColumns}, ${heldSteps},
         (SELECT plan FROM task_plans WHERE tenant_id = t.tenant_id AND task_id = t.id) AS plan,
         (SELECT json_agg(json_build_object(
                   'id', step_id, 'status', status, 'attempts', attempts, 'output', output,
                   'confidence', confidence, 'prompt_tokens', prompt_tokens,
                   'completion_tokens', completion_tokens, 'cost_nano_usd', cost_nano_usd,
                   'llm_calls', llm_calls, 'tool_calls', tool_calls, 'provenance', provenance, 'error', error
                 ) ORDER BY ordinal)
            FROM task_steps WHERE tenant_id = t.tenant_id AND task_id = t.id) AS steps
    FROM tasks t ${progress} WHERE t.tenant_id = ${tenantId} AND t.id = ${id}`;

/** One task more than the page holds, newest first, so that it shows whether another page follows. */
export function listStatement(tenantId: string, filter: TaskQuery): Sql {
  const conditions = [sql`tenant_id = ${tenantId}`];
  if (filter.status !== undefined) conditions.push(sql`status = ${filter.status}`);
  if (filter.priority !== undefined) conditions.push(sql`priority = ${filter.priority}`);
  if (filter.session_id !== undefined) conditions.push(sql`session_id = ${filter.session_id}`);
  if (filter.cursor !== undefined) {
    const { createdAt, id } = decodeCursor(filter.cursor);
    conditions.push(sql`(created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  return sql`
    SELECT ${columns} FROM (
      SELECT * FROM tasks WHERE ${joined(conditions, sql` AND `)}
       ORDER BY created_at DESC, id DESC LIMIT ${filter.limit + 1}::int
    ) t ${progress} ORDER BY t.created_at DESC, t.id DESC`;
}

/** Events after a number, in order. */
export const eventsStatement = (
  tenantId: string,
  id: string,
  afterSequence: number,
  limit: number,
): Sql => sql`
  SELECT task_id, sequence, type, status, step_id, at, data FROM task_events
   WHERE tenant_id = ${tenantId} AND task_id = ${id} AND sequence > ${afterSequence}::bigint
   ORDER BY sequence LIMIT ${limit}::int`;
