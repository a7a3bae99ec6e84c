import { z } from 'zod';
import { Usage } from './budget.ts';
import { StepId } from './plan.ts';
import { Id, Ratio, Timestamp } from './primitives.ts';
import { Provenance } from './provenance.ts';

/** What an arm can do and what it costs, as the orchestrator's registry keeps it. */
export const ArmCapability = z.strictObject({
  arm_id: z.string().min(1).max(64),
  name: z.string(),
  description: z.string(),
  capabilities: z.array(z.string()).min(1),
  input_schema: z.record(z.string(), z.unknown()),
  output_schema: z.record(z.string(), z.unknown()),
  cost_tier: z.int().min(1).max(5),
  average_latency_ms: z.number().min(0),
  success_rate: Ratio,
  endpoint: z.url(),
  max_concurrent_tasks: z.int().min(1),
  version: z.string(),
});
export type ArmCapability = z.infer<typeof ArmCapability>;

export const ArmHealth = z.enum(['healthy', 'unhealthy', 'unknown']);
export type ArmHealth = z.infer<typeof ArmHealth>;

export const RegisteredArm = ArmCapability.extend({
  health: ArmHealth,
  calls_in_flight: z.int().min(0),
  last_seen_at: Timestamp.nullable(),
});
export type RegisteredArm = z.infer<typeof RegisteredArm>;

export const ArmList = z.strictObject({ items: z.array(RegisteredArm) });
export type ArmList = z.infer<typeof ArmList>;

/** What of the task's budget a call may use at most. */
export const Allowance = z.strictObject({
  max_tokens: z.int().min(0),
  max_cost_usd: z.number().min(0),
});
export type Allowance = z.infer<typeof Allowance>;

export const ArmRequest = z.strictObject({
  request_id: Id,
  task_id: Id,
  step_id: StepId,
  attempt: z.int().min(1),
  action: z.string().min(1),
  input: z.unknown(),
  budget: Allowance,
  deadline: Timestamp,
  trace: z.strictObject({ traceparent: z.string() }),
});
export type ArmRequest = z.infer<typeof ArmRequest>;

/** Why a call failed, so that the caller knows whether another try can help. */
export const ErrorCategory = z.enum([
  'invalid_input',
  'policy',
  'budget',
  'model_required',
  'rate_limited',
  'timeout',
  'unavailable',
  'cancelled',
  'internal',
]);
export type ErrorCategory = z.infer<typeof ErrorCategory>;

export const ArmError = z.strictObject({
  code: z.string(),
  category: ErrorCategory,
  message: z.string(),
  retryable: z.boolean(),
  /** Seconds after which another try may succeed. */
  retry_after: z.number().min(0).nullable(),
});
export type ArmError = z.infer<typeof ArmError>;

const outcome = {
  confidence: Ratio,
  usage: Usage,
  provenance: Provenance,
  warnings: z.array(z.string()),
};

/** What an arm answers, with its usage whether it succeeded or not. */
export const ArmResponse = z.discriminatedUnion('success', [
  z.strictObject({ success: z.literal(true), output: z.unknown(), error: z.null(), ...outcome }),
  z.strictObject({ success: z.literal(false), output: z.null(), error: ArmError, ...outcome }),
]);
export type ArmResponse = z.infer<typeof ArmResponse>;
