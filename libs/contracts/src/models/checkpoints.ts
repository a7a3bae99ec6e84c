import { z } from 'zod';
import { Budget } from './budget.ts';
import { StepId } from './plan.ts';
import { Timestamp } from './primitives.ts';

/** A moment of a task that another task can begin with: its plan was made, or one more of its steps had succeeded. */
export const Checkpoint = z.strictObject({
  /** The number of the event. */
  sequence: z.int().min(1),
  /** The step that had succeeded; null when the plan was made. */
  step_id: StepId.nullable(),
  at: Timestamp,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** The checkpoints of a task, oldest first. */
export const CheckpointList = z.strictObject({ items: z.array(Checkpoint) });
export type CheckpointList = z.infer<typeof CheckpointList>;

/** Where the new task begins, and what it may use: as much as the first one was given when `budget` is left out. */
export const ForkRequest = z.strictObject({
  /** The number of an event from the plan on; the state after it is taken. */
  checkpoint: z.int().min(1).max(2_147_483_647),
  budget: Budget.optional(),
});
export type ForkRequest = z.infer<typeof ForkRequest>;
