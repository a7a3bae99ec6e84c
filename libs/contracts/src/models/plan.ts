import { z } from 'zod';
import { Id, Ratio, text } from './primitives.ts';

export const Risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof Risk>;

/** Names a step inside its plan; references in step inputs use it. */
export const StepId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

export const RetryPolicy = z.strictObject({
  max_attempts: z.int().min(1).max(11),
  initial_backoff_ms: z.int().min(0).max(60_000),
  max_backoff_ms: z.int().min(0).max(60_000),
});
export type RetryPolicy = z.infer<typeof RetryPolicy>;

export const PlanStep = z.strictObject({
  id: StepId,
  action: z.string().min(1).max(64),
  arm: z.string().min(1).max(64),
  /** What the arm gets. Strings may hold `{{steps.<id>.output.<path>}}`, replaced when the step starts. */
  input: z.record(z.string(), z.unknown()),
  depends_on: z.array(StepId).max(19),
  acceptance_criteria: z.array(text(1_000)).max(10),
  risk: Risk,
  estimated_tokens: z.int().min(0),
  estimated_seconds: z.number().min(0),
  timeout_seconds: z.number().positive().max(3_600),
  retry: RetryPolicy,
  idempotent: z.boolean(),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const Plan = z.strictObject({
  id: Id,
  steps: z.array(PlanStep).min(1).max(20),
  rationale: z.string().max(5_000),
  confidence: Ratio,
});
export type Plan = z.infer<typeof Plan>;

export const StepStatus = z.enum(['pending', 'running', 'succeeded', 'failed', 'skipped', 'cancelled']);
export type StepStatus = z.infer<typeof StepStatus>;
