import { z } from 'zod';
import { Usage } from './budget.ts';
import { UnitId } from './plan.ts';
import { Id, Ratio, Timestamp, text } from './primitives.ts';
import { Provenance } from './provenance.ts';

const maxSchemaLength = 50_000;

/**
 * A JSON Schema (draft 2020-12) for every capability, by its name; or one for all of them. Empty: nothing is said. At
 * most 50,000 characters of JSON.
 */
const CapabilitySchemas = z
  .record(z.string(), z.unknown())
  .refine((schemas) => JSON.stringify(schemas).length <= maxSchemaLength, {
    error: `is longer than ${maxSchemaLength} characters`,
  })
  .describe(
    `JSON Schema (draft 2020-12) by capability, or one for all capabilities; at most ${maxSchemaLength} characters of JSON`,
  );

/** Names an arm. */
export const ArmId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** What an arm can do and what it costs, as the orchestrator's registry keeps it. */
export const ArmCapability = z.strictObject({
  /** Also the audience of the tokens for it. */
  arm_id: ArmId,
  name: text(100),
  description: z.string().max(1_000),
  /** Each is also the last part of the path that carries it out. */
  capabilities: z
    .array(z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/))
    .min(1)
    .max(50),
  input_schema: CapabilitySchemas,
  output_schema: CapabilitySchemas,
  /** From 1, cheap, to 5, dear. */
  cost_tier: z.int().min(1).max(5),
  /** What it usually takes; the registry shows what it has measured. */
  average_latency_ms: z.number().min(0),
  success_rate: Ratio,
  endpoint: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).max(2_048),
  /** Calls that one replica of the orchestrator makes at the same time at most. */
  max_concurrent_tasks: z.int().min(1).max(1_000),
  version: z.string().min(1).max(64),
  /** Whether it asks models, which may cost something, as it is set up now. Taken for granted when it is left out. */
  asks_models: z.boolean().optional(),
});
export type ArmCapability = z.infer<typeof ArmCapability>;

export const ArmHealth = z.enum(['healthy', 'unhealthy', 'unknown']);
export type ArmHealth = z.infer<typeof ArmHealth>;

/** The circuit breaker in front of an arm, as one replica of the orchestrator has it. */
export const ArmBreaker = z.strictObject({
  /** `open`: no calls are made. `half_open`: one call is let through and decides. */
  state: z.enum(['closed', 'open', 'half_open']),
  /** Failures since the last success. */
  failures: z.int().min(0),
  /** When a call is or was let through again; null when the circuit is closed. */
  retry_at: Timestamp.nullable(),
  /** An operator holds the circuit open, on every replica and whatever calls say; left out when nobody does. */
  hold: z.strictObject({ until: Timestamp, reason: z.string() }).optional(),
});
export type ArmBreaker = z.infer<typeof ArmBreaker>;

/** An arm as the replica that answers sees it: health, load, breaker and measurements are its own. */
export const RegisteredArm = ArmCapability.extend({
  /** Whether it was registered over the API; the others come with the platform. */
  foreign: z.boolean(),
  health: ArmHealth.describe(
    'Turns unhealthy after three failed checks in a row, healthy after two good ones',
  ),
  calls_in_flight: z.int().min(0),
  /** Calls that wait because max_concurrent_tasks are in flight. */
  calls_waiting: z.int().min(0),
  breaker: ArmBreaker,
  last_seen_at: Timestamp.nullable(),
}).describe('An arm; health, load, breaker and measurements are those of the replica that answers');
export type RegisteredArm = z.infer<typeof RegisteredArm>;

/** An arm that is clearly slower, or fails clearly more often, than it used to. */
export const ArmAnomaly = z.strictObject({
  arm_id: z.string(),
  action: z.string(),
  kind: z.enum(['latency', 'error_rate']),
  /** What was usual: milliseconds, or a share from 0 to 1. */
  baseline: z.number().min(0),
  /** What it was when the anomaly was found, in the same unit. */
  observed: z.number().min(0),
  since: Timestamp,
});
export type ArmAnomaly = z.infer<typeof ArmAnomaly>;

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
  step_id: UnitId,
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
