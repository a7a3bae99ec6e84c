import { z } from 'zod';
import { StepId } from './plan.ts';
import { Id, Timestamp, text } from './primitives.ts';

export const ApprovalStatus = z.enum(['pending', 'approved', 'rejected']);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** In a task with `approval: plan`, what names the plan where another approval names a step. */
export const planApproval = 'plan';

/** What somebody is asked for before a task goes on, and what they said. */
export const Approval = z.strictObject({
  task_id: Id,
  /** The step; `plan` for the whole plan of a task with `approval: plan`. */
  step_id: StepId,
  status: ApprovalStatus,
  requested_at: Timestamp,
  decided_at: Timestamp.nullable(),
  decided_by: z.string().nullable(),
  comment: z.string().nullable(),
});
export type Approval = z.infer<typeof Approval>;

/** What somebody says to a step or a plan that waits. */
export const ApprovalRequest = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  /** Kept with the decision. */
  comment: text(1_000).optional(),
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;
