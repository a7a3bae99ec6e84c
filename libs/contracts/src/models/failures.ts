import { z } from 'zod';
import { ArmBreaker, ErrorCategory } from './arm.ts';
import { HealingAct } from './healing.ts';
import { Id, Timestamp } from './primitives.ts';
import { wholeNumber } from './query.ts';
import { TaskStatus } from './status.ts';

export const FailureQuery = z.strictObject({
  /** How many of the caller's own failures to list. */
  limit: wholeNumber(1, 100, 50),
  /** How far back the counts over all tenants look, in minutes. */
  window_minutes: wholeNumber(1, 1_440, 60),
});
export type FailureQuery = z.infer<typeof FailureQuery>;

/** A task or an attempt of a step that failed, and whether that was made good. */
export const Failure = z.strictObject({
  kind: z.enum(['task', 'step']),
  task_id: Id,
  step_id: z.string().nullable(),
  at: Timestamp,
  /** `retrying` is an attempt after which another one follows. */
  status: z.enum(['failed', 'timed_out', 'retrying']),
  code: z.string(),
  category: ErrorCategory.nullable(),
  message: z.string(),
  arm_id: z.string().nullable(),
  action: z.string().nullable(),
  /** The attempt that failed, from 1; null for a task. */
  attempt: z.int().min(1).nullable(),
  /** How many attempts the step has had by now; null for a task. */
  attempts: z.int().min(0).nullable(),
  task_status: TaskStatus,
  /** Whether the step, or its task without it, succeeded after all; null while the task has not ended. */
  recovered: z.boolean().nullable(),
});
export type Failure = z.infer<typeof Failure>;

/** How often something failed. */
export const FailureCount = z.strictObject({
  kind: z.enum(['task', 'step']),
  code: z.string(),
  category: ErrorCategory.nullable(),
  arm_id: z.string().nullable(),
  count: z.int().min(1),
  last_at: Timestamp,
});
export type FailureCount = z.infer<typeof FailureCount>;

/**
 * What failed lately. `items` are the newest failures of the caller's own tenant. `all_tenants` counts those of every
 * tenant by code and arm; it names no tenant and no task and holds nothing of their content. The breakers are those of the replica that answers.
 */
export const FailureReport = z.strictObject({
  at: Timestamp,
  items: z.array(Failure),
  all_tenants: z.array(FailureCount),
  breakers: z
    .array(ArmBreaker.extend({ arm_id: z.string() }))
    .describe('The circuit breaker in front of every arm, of the replica that answers alone'),
  healing: z
    .array(HealingAct)
    .describe('What replicas have mended by themselves in the same time, the newest first, 100 at most'),
});
export type FailureReport = z.infer<typeof FailureReport>;
