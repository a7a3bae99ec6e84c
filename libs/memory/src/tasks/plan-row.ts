import type { StepState, TaskPlan } from '@octollm/contracts';
import { toDollars } from '../database/money.ts';
import type { TaskPlanEntity } from './entities/task-plan.entity.ts';
import type { TaskStepEntity } from './entities/task-step.entity.ts';

const duration = (from: Date | null, to: Date | null): number | null =>
  from === null || to === null ? null : to.getTime() - from.getTime();

type State = Omit<StepState, keyof TaskPlanEntity['plan']['steps'][number]>;

const stateOf = (row: TaskStepEntity): State => ({
  status: row.status,
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

/** A plan with what became of each of its steps, out of the rows of both. */
export function toTaskPlan({ plan }: TaskPlanEntity, rows: readonly TaskStepEntity[]): TaskPlan {
  const states = new Map(rows.map((row) => [row.stepId, stateOf(row)]));
  const steps = plan.steps.flatMap((step) => {
    const state = states.get(step.id);
    return state === undefined ? [] : [{ ...step, ...state }];
  });
  return { ...plan, steps };
}
