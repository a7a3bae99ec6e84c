import type { Plan, TaskEventType } from '@octollm/contracts';
import { canonicalJson } from '../../audit/canonical-json.ts';
import { sha256 } from '../../audit/sha256.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { storableJson } from '../../database/storable.ts';
import type { Lease } from '../lease.ts';
import type { StepOutcome } from '../step.ts';
import { usageAdded, usageColumns, usageValues } from '../usage.ts';
import { changeStatement } from './change.ts';
import { heldUnder } from './lease.ts';

const json = (value: unknown): Sql =>
  value === null || value === undefined ? sql`NULL::json` : sql`${JSON.stringify(value)}::json`;

/** Stores the plan and its steps. Steps that an earlier plan has begun keep what became of them. */
export function savePlanStatement(lease: Lease, plan: Plan, data: Record<string, unknown>): Sql {
  const ids = plan.steps.map(({ id }) => id);
  return changeStatement({
    where: heldUnder(lease),
    parts: sql`
      plan AS (
        INSERT INTO task_plans (tenant_id, task_id, plan, created_at)
        SELECT tenant_id, id, ${JSON.stringify(plan)}::json, at FROM held
        ON CONFLICT (tenant_id, task_id) DO UPDATE SET plan = excluded.plan, created_at = excluded.created_at
      ),
      dropped AS (
        DELETE FROM task_steps s USING held h
         WHERE s.tenant_id = h.tenant_id AND s.task_id = h.id AND s.attempts = 0
           AND NOT s.step_id = ANY (${ids}::text[])
      ),
      steps AS (
        INSERT INTO task_steps (tenant_id, task_id, step_id, ordinal, arm, action)
        SELECT h.tenant_id, h.id, n.step_id, n.ordinal, n.arm, n.action
          FROM held h, unnest(${ids}::text[], ${plan.steps.map(({ arm }) => arm)}::text[],
                              ${plan.steps.map(({ action }) => action)}::text[])
               WITH ORDINALITY AS n (step_id, arm, action, ordinal)
        ON CONFLICT (tenant_id, task_id, step_id) DO UPDATE
          SET ordinal = excluded.ordinal, arm = excluded.arm, action = excluded.action
      ),`,
    source: sql`held h`,
    type: 'plan.created',
    data: sql`${storableJson({ ...data, plan })}::jsonb`,
    actor: lease.owner,
    auditData: { ...data, plan_id: plan.id, plan_sha256: sha256(canonicalJson(plan)), steps: ids },
  });
}

/** Marks a step as running. */
export const startStepStatement = (lease: Lease, stepId: string, attempt: number): Sql =>
  changeStatement({
    where: heldUnder(lease),
    parts: sql`
      step AS (
        UPDATE task_steps s
           SET status = 'running', attempts = GREATEST(s.attempts, ${attempt}::int), attempt_started_at = h.at,
               started_at = COALESCE(s.started_at, h.at), finished_at = NULL
          FROM held h
         WHERE s.tenant_id = h.tenant_id AND s.task_id = h.id AND s.step_id = ${stepId}
        RETURNING s.arm, s.action
      ),`,
    source: sql`held h, step s`,
    type: 'step.started',
    stepId,
    data: sql`jsonb_build_object('attempt', ${attempt}::int, 'arm', s.arm, 'action', s.action)`,
    actor: lease.owner,
    auditData: { step_id: stepId, attempt },
  });

/** What an outcome says, in the terms of the tables. */
interface Ending {
  readonly type: TaskEventType;
  /** The event's data besides attempt, arm, action and duration. */
  readonly data: Record<string, unknown>;
  /** Assignments to task_steps as s. */
  readonly set: Sql;
}

function endingOf(outcome: StepOutcome): Ending {
  switch (outcome.status) {
    case 'succeeded': {
      const { output, confidence, usage, provenance, warnings } = outcome;
      return {
        type: 'step.succeeded',
        data: { usage, confidence, warnings },
        set: sql`status = 'succeeded', output = ${json(output)}, confidence = ${confidence}::float8,
                 provenance = ${json(provenance)}, error = NULL, finished_at = a.finished_at`,
      };
    }
    case 'failed': {
      const { error, usage, provenance } = outcome;
      return {
        type: 'step.failed',
        data: { usage, error },
        set: sql`status = 'failed', error = ${json(error)}, provenance = ${json(provenance)},
                 finished_at = a.finished_at`,
      };
    }
    case 'retrying':
      return {
        type: 'step.retrying',
        data: { usage: outcome.usage, error: outcome.error, delay_ms: outcome.delayMs },
        set: sql`status = 'pending', error = ${json(outcome.error)}`,
      };
    case 'skipped':
      return {
        type: 'step.skipped',
        data: { reason: outcome.reason },
        set: sql`status = 'skipped', finished_at = a.finished_at`,
      };
    case 'cancelled':
      // Never recorded: the events have no type for it, that of the task's cancellation stands for all its steps.
      return { type: 'step.skipped', data: {}, set: sql`status = 'cancelled', finished_at = a.finished_at` };
  }
}

/**
 * Commits the end of an attempt, once: whoever inserts the attempt's row does the rest, a repetition does nothing.
 * Selects besides the change whether the plan has the step.
 */
export function finishStepStatement(
  lease: Lease,
  stepId: string,
  attempt: number,
  outcome: StepOutcome,
): Sql {
  const usage = 'usage' in outcome ? outcome.usage : undefined;
  const provenance = 'provenance' in outcome ? outcome.provenance : null;
  const error = 'error' in outcome ? outcome.error : null;
  const { type, data, set } = endingOf(outcome);
  return changeStatement({
    where: heldUnder(lease),
    parts: sql`
      step AS (
        SELECT s.* FROM task_steps s JOIN held h ON s.tenant_id = h.tenant_id AND s.task_id = h.id
         WHERE s.step_id = ${stepId}
      ),
      attempt AS (
        INSERT INTO step_attempts (tenant_id, task_id, step_id, attempt, status, ${usageColumns}, provenance, error,
                                   started_at, finished_at)
        SELECT s.tenant_id, s.task_id, s.step_id, ${attempt}::int, ${outcome.status}, ${usageValues(usage)},
               ${json(provenance)}, ${json(error)}, s.attempt_started_at, h.at
          FROM step s, held h
        ON CONFLICT (tenant_id, task_id, step_id, attempt) DO NOTHING
        RETURNING tenant_id, task_id, step_id, started_at, finished_at
      ),
      ended AS (
        UPDATE task_steps s SET ${usageAdded(sql`s`, usage)}, ${set}
          FROM attempt a WHERE s.tenant_id = a.tenant_id AND s.task_id = a.task_id AND s.step_id = a.step_id
      ),`,
    source: sql`held h JOIN attempt a ON ${outcome.status !== 'cancelled'}::bool JOIN step s ON true`,
    type,
    stepId,
    data: sql`
      ${storableJson({ attempt, ...data })}::jsonb || jsonb_build_object('arm', s.arm, 'action', s.action)
      || CASE WHEN a.started_at IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
           'duration_ms', round(EXTRACT(epoch FROM a.finished_at - a.started_at) * 1000)::bigint) END`,
    actor: lease.owner,
    auditData: { step_id: stepId, attempt, ...data, ...(provenance === null ? {} : { provenance }) },
    set: sql`, ${usageAdded(sql`t`, usage)}`,
    select: sql`, EXISTS (SELECT 1 FROM step) AS known`,
  });
}
