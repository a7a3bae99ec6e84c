import { sql } from '../../database/sql.ts';

/** The columns of a task's model. The request, its longest column, is read only by who works on the task. */
export const taskColumns = sql`
  t.id, t.status, t.goal, t.priority, t.session_id, t.parent_task_id, t.result, t.error, t.prompt_tokens,
  t.completion_tokens, t.cost_nano_usd, t.llm_calls, t.tool_calls, t.metadata, t.trace_id, t.created_at,
  t.updated_at, t.started_at, t.finished_at`;
