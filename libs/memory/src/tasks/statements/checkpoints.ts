import { type Sql, sql } from '../../database/sql.ts';

/** A checkpoint as it is read. */
export interface CheckpointRow {
  readonly task_id: string;
  readonly sequence: number;
  readonly step_id: string | null;
  readonly at: Date;
}

/** The newest checkpoints of tasks, oldest first. The units of map steps and loops are none. */
export const checkpointsStatement = (tenantId: string, taskIds: readonly string[], limit: number): Sql => sql`
  SELECT * FROM (
    SELECT task_id, sequence, step_id, at FROM task_events
     WHERE tenant_id = ${tenantId} AND task_id = ANY (${taskIds}::uuid[])
       AND (type = 'plan.created' OR (type = 'step.succeeded' AND strpos(step_id, '.') = 0))
     ORDER BY at DESC, task_id DESC, sequence DESC LIMIT ${limit}::int
  ) newest ORDER BY at, task_id, sequence`;
