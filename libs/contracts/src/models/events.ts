import { z } from 'zod';
import { UnitId } from './plan.ts';
import { Id, Timestamp } from './primitives.ts';
import { TaskStatus } from './status.ts';

export const TaskEventType = z.enum([
  'task.queued',
  'task.planning',
  'task.running',
  'task.awaiting_approval',
  'task.judging',
  'task.repairing',
  'task.succeeded',
  'task.failed',
  'task.cancelled',
  'task.timed_out',
  'plan.created',
  'step.started',
  'step.retrying',
  'step.succeeded',
  'step.failed',
  'step.skipped',
]);
export type TaskEventType = z.infer<typeof TaskEventType>;

/** One change of a task. `sequence` counts from 1 without gaps; `status` is the task's after the change. */
export const TaskEvent = z.strictObject({
  sequence: z.int().min(1),
  type: TaskEventType,
  task_id: Id,
  status: TaskStatus,
  step_id: UnitId.optional(),
  at: Timestamp,
  data: z.record(z.string(), z.unknown()),
});
export type TaskEvent = z.infer<typeof TaskEvent>;
