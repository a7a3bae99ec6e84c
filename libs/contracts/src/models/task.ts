import { z } from 'zod';
import { Answer } from './answer.ts';
import { ApprovalStatus } from './approvals.ts';
import { ErrorCategory } from './arm.ts';
import { Budget, Usage } from './budget.ts';
import { Plan, PlanStep, StepStatus } from './plan.ts';
import { Id, Metadata, Ratio, Timestamp, text } from './primitives.ts';
import { Provenance } from './provenance.ts';
import { wholeNumber } from './query.ts';
import { TaskStatus } from './status.ts';
import { ValidationResult } from './validation.ts';

export const Priority = z.enum(['low', 'medium', 'high', 'critical']);
export type Priority = z.infer<typeof Priority>;

export const SessionId = z
  .string()
  .max(128)
  .regex(/^[\w.-]+$/);

const maxContext = 50_000;

const Context = z.union([
  z.string().max(maxContext),
  z.record(z.string(), z.unknown()).refine((object) => JSON.stringify(object).length <= maxContext, {
    error: `is longer than ${maxContext} characters as JSON`,
  }),
]);

/** What a client asks for. */
export const TaskRequest = z.strictObject({
  goal: text(10_000),
  constraints: z.array(text(1_000)).max(20).default([]),
  context: Context.optional(),
  acceptance_criteria: z.array(text(1_000)).max(10).default([]),
  priority: Priority.default('medium'),
  budget: Budget.prefault({}),
  required_capabilities: z.array(text(64)).max(10).default([]),
  session_id: SessionId.optional(),
  parent_task_id: Id.optional(),
  approval: z.enum(['none', 'plan', 'high_risk']).default('none'),
  deadline: Timestamp.optional(),
  metadata: Metadata.default({}),
});
export type TaskRequest = z.infer<typeof TaskRequest>;

export const Progress = z.strictObject({
  current_step: z.string().nullable(),
  completed_steps: z.int().min(0),
  total_steps: z.int().min(0),
  percentage: z.number().min(0).max(100),
});
export type Progress = z.infer<typeof Progress>;

export const TaskResult = Answer.extend({
  validation: ValidationResult.nullable(),
  degraded: z.boolean(),
  degraded_reasons: z.array(z.string()),
});
export type TaskResult = z.infer<typeof TaskResult>;

export const TaskError = z.strictObject({
  code: z.string(),
  /** Left out for errors that did not come from an arm. */
  category: ErrorCategory.optional(),
  message: z.string(),
  retryable: z.boolean(),
  step_id: z.string().nullable(),
});
export type TaskError = z.infer<typeof TaskError>;

export const Task = z.strictObject({
  id: Id,
  status: TaskStatus,
  goal: z.string(),
  priority: Priority,
  session_id: SessionId.nullable(),
  parent_task_id: Id.nullable(),
  progress: Progress,
  result: TaskResult.nullable(),
  error: TaskError.nullable(),
  usage: Usage,
  provenance: z.array(Provenance),
  metadata: Metadata,
  trace_id: z.string(),
  created_at: Timestamp,
  updated_at: Timestamp,
  started_at: Timestamp.nullable(),
  finished_at: Timestamp.nullable(),
});
export type Task = z.infer<typeof Task>;

/** A step of a task's plan with what became of it. */
export const StepState = PlanStep.extend({
  status: StepStatus,
  /** Whether somebody was asked to approve the step, and what they said; null when nobody was. */
  approval: ApprovalStatus.nullable(),
  attempts: z.int().min(0),
  confidence: Ratio.nullable(),
  usage: Usage,
  error: TaskError.nullable(),
  started_at: Timestamp.nullable(),
  finished_at: Timestamp.nullable(),
  duration_ms: z.number().min(0).nullable(),
});
export type StepState = z.infer<typeof StepState>;

export const TaskPlan = Plan.omit({ steps: true }).extend({
  /** Whether somebody was asked to approve the plan as a whole, and what they said; null when nobody was. */
  approval: ApprovalStatus.nullable(),
  steps: z.array(StepState),
});
export type TaskPlan = z.infer<typeof TaskPlan>;

export const TaskQuery = z.strictObject({
  status: TaskStatus.optional(),
  priority: Priority.optional(),
  session_id: SessionId.optional(),
  cursor: z.string().max(512).optional(),
  limit: wholeNumber(1, 100, 20),
});
export type TaskQuery = z.infer<typeof TaskQuery>;

export const TaskPage = z.strictObject({ items: z.array(Task), next_cursor: z.string().nullable() });
export type TaskPage = z.infer<typeof TaskPage>;

export const CancelRequest = z.strictObject({ reason: text(1_000).optional() });
export type CancelRequest = z.infer<typeof CancelRequest>;
