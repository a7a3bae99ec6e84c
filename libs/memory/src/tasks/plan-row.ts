import type { ApprovalStatus, StepState, TaskPlan } from '@octollm/contracts';
import type { ApprovalEntity } from '../approvals/entities/approval.entity.ts';
import { toDollars } from '../database/money.ts';
import type { TaskPlanEntity } from './entities/task-plan.entity.ts';
import type { TaskStepEntity } from './entities/task-step.entity.ts';

const duration = (from: Date | null, to: Date | null): number | null =>
  from === null || to === null ? null : to.getTime() - from.getTime();

type State = Omit<StepState, keyof TaskPlanEntity['plan']['steps'][number]>;

const stateOf = (row: TaskStepEntity, approval: ApprovalStatus | null): State => ({
  status: row.status,
  approval,
  attempts: row.attempts,
  confidence: row.confidence,
  usage: {
    prompt_tokens: row.promptTokens,
    completion_tokens: row.completionTokens,
    cost_usd: toDollars(row.costNanoUsd),
    llm_calls: row.llmCalls,
    tool_calls: row.toolCalls,
  },
  error: row.error,
  started_at: row.startedAt?.toISOString() ?? null,
  finished_at: row.finishedAt?.toISOString() ?? null,
  duration_ms: duration(row.startedAt, row.finishedAt),
});

/** A plan with what became of each of its steps and what was decided about them, out of the rows of all three. */
export function toTaskPlan(
  { plan }: TaskPlanEntity,
  rows: readonly TaskStepEntity[],
  approvals: readonly ApprovalEntity[],
): TaskPlan {
  const ofPlan = approvals.find((approval) => approval.ofPlan);
  const ofSteps = new Map(
    approvals.flatMap(({ ofPlan: whole, stepId, status }) => (whole ? [] : [[stepId, status] as const])),
  );
  const states = new Map(rows.map((row) => [row.stepId, stateOf(row, ofSteps.get(row.stepId) ?? null)]));
  const steps = plan.steps.flatMap((step) => {
    const state = states.get(step.id);
    return state === undefined ? [] : [{ ...step, ...state }];
  });
  return { ...plan, approval: ofPlan?.status ?? null, steps };
}
