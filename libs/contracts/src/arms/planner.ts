import { z } from 'zod';
import { ArmCapability } from '../models/arm.ts';
import { Budget } from '../models/budget.ts';
import { Plan } from '../models/plan.ts';
import { Ratio } from '../models/primitives.ts';

export const QueryType = z.enum(['question', 'comparison', 'summary', 'fetch', 'code', 'other']);
export type QueryType = z.infer<typeof QueryType>;

/** The arms a plan may use: what the registry knows of each, as far as planning needs it. */
export const PlannableArm = ArmCapability.pick({ arm_id: true, capabilities: true }).extend({
  description: ArmCapability.shape.description.optional(),
  /** What its inputs must look like. The planner knows those of the built-in arms without it. */
  input_schema: ArmCapability.shape.input_schema.optional(),
});
export type PlannableArm = z.infer<typeof PlannableArm>;

/** A task of before, from the memory of the tenant, whose goal was like this one. */
export const GoalMemory = z.strictObject({
  goal: z.string().max(1_000),
  outcome: z.enum(['succeeded', 'failed', 'cancelled', 'timed_out']),
  /** How its answer began. */
  summary: z.string().max(1_000).optional(),
  /** Which arms its plan asked. */
  arms: z.array(z.string().max(200)).max(10).optional(),
  quality_score: Ratio.optional(),
});
export type GoalMemory = z.infer<typeof GoalMemory>;

export const PlannerInput = z.strictObject({
  goal: z.string(),
  constraints: z.array(z.string()),
  context: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  acceptance_criteria: z.array(z.string()),
  required_capabilities: z.array(z.string()),
  budget: Budget,
  arms: z.array(PlannableArm),
  /** What was found wrong with the answers of the plans before, a sentence each. */
  feedback: z.array(z.string()).optional(),
  /** How often the task has been planned again, so that each plan can try something else; left out the first time. */
  round: z.int().min(1).max(3).optional(),
  /** Earlier tasks that may help a model to plan; rules do not read them. */
  memories: z.array(GoalMemory).max(3).optional(),
});
export type PlannerInput = z.infer<typeof PlannerInput>;

export const PlannerOutput = z.strictObject({
  plan: Plan,
  query_type: QueryType,
  complexity: Ratio,
});
export type PlannerOutput = z.infer<typeof PlannerOutput>;
