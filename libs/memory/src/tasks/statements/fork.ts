import type { Plan, TaskRequest } from '@octollm/contracts';
import { type Sql, sql } from '../../database/sql.ts';
import { currentTime } from '../../database/time.ts';

/** The task to fork, and its plan at a checkpoint. */
export interface OriginRow {
  readonly request: TaskRequest;
  readonly last_sequence: number;
  /** The plan in the last event that made one, up to the checkpoint; null when that event does not hold it. */
  readonly planned: Plan | null;
  /** Whether there was a plan at the checkpoint. */
  readonly has_plan: boolean;
  /** The plan that the task has now, when it has made no other one since the checkpoint; null otherwise. */
  readonly current: Plan | null;
}

/** Gives no row for a task that the tenant does not have. */
export const originStatement = (tenantId: string, taskId: string, checkpoint: number): Sql => sql`
  SELECT t.request, t.last_sequence, e.data -> 'plan' AS planned, e.sequence IS NOT NULL AS has_plan,
         CASE WHEN NOT EXISTS (
           SELECT 1 FROM task_events
            WHERE tenant_id = t.tenant_id AND task_id = t.id AND type = 'plan.created'
              AND sequence > ${checkpoint}::int
         ) THEN (SELECT plan FROM task_plans WHERE tenant_id = t.tenant_id AND task_id = t.id) END AS current
    FROM tasks t
    LEFT JOIN LATERAL (
      SELECT sequence, data FROM task_events
       WHERE tenant_id = t.tenant_id AND task_id = t.id AND type = 'plan.created'
         AND sequence <= ${checkpoint}::int
       ORDER BY sequence DESC LIMIT 1
    ) e ON true
   WHERE t.tenant_id = ${tenantId} AND t.id = ${taskId}`;

/** Where a new task takes its plan and its finished steps from. */
export interface Copy {
  readonly from: string;
  readonly to: string;
  readonly checkpoint: number;
  readonly plan: Plan;
}

/**
 * Gives a new task a plan and the steps and units that had succeeded in another task up to a checkpoint and were not
 * begun again since: what the earlier output was is known for those alone. The rest begins anew. The copies have used
 * nothing, and as it was no attempt of the new task, the attempt that stands for each has the number 0: it is in no
 * report on usage or on performance a second time.
 */
export const copyStatement = (tenantId: string, { from, to, checkpoint, plan }: Copy): Sql => {
  const steps = plan.steps.map(({ id, arm, action }, index) => ({ id, arm, action, ordinal: index + 1 }));
  return sql`
    WITH plan AS (
      INSERT INTO task_plans (tenant_id, task_id, plan, created_at)
      VALUES (${tenantId}, ${to}, ${JSON.stringify(plan)}::json, ${currentTime})
    ),
    step AS (
      SELECT id, arm, action, ordinal
        FROM json_to_recordset(${JSON.stringify(steps)}::json) s (id text, arm text, action text, ordinal int)
    ),
    latest AS (
      SELECT DISTINCT ON (step_id) step_id, type, sequence FROM task_events
       WHERE tenant_id = ${tenantId} AND task_id = ${from} AND step_id IS NOT NULL
       ORDER BY step_id, sequence DESC
    ),
    done AS (
      SELECT s.*, p.ordinal AS place
        FROM task_steps s
        JOIN latest l ON l.step_id = s.step_id AND l.type = 'step.succeeded'
                     AND l.sequence <= ${checkpoint}::int
        JOIN step p ON p.id = split_part(s.step_id, '.', 1)
       WHERE s.tenant_id = ${tenantId} AND s.task_id = ${from} AND s.status = 'succeeded'
    ),
    copied AS (
      INSERT INTO task_steps (tenant_id, task_id, step_id, ordinal, arm, action, status, attempts, output,
                              confidence, provenance, started_at, attempt_started_at, finished_at)
      SELECT ${tenantId}, ${to}::uuid, step_id, place, arm, action, status, attempts, output, confidence,
             provenance, started_at, attempt_started_at, finished_at
        FROM done
      UNION ALL
      SELECT ${tenantId}, ${to}::uuid, id, ordinal, arm, action, 'pending', 0, NULL, NULL, NULL, NULL, NULL, NULL
        FROM step WHERE id NOT IN (SELECT step_id FROM done)
    )
    INSERT INTO step_attempts (tenant_id, task_id, step_id, attempt, status, provenance, finished_at)
    SELECT ${tenantId}, ${to}::uuid, step_id, 0, status, provenance, finished_at FROM done`;
};
