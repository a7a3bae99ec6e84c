import { z } from 'zod';
import { Id, Ratio, text } from './primitives.ts';

export const Risk = z.enum(['low', 'medium', 'high']);
export type Risk = z.infer<typeof Risk>;

/** Names a step inside its plan; references in step inputs use it. */
export const StepId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/);

/**
 * Names what is carried out: a step, or one unit of it, `<step>.<n>` with n from 0: an item of a map step or an
 * iteration of a loop.
 */
export const UnitId = z.string().regex(/^[a-z][a-z0-9_-]{0,63}(?:\.(?:0|[1-9]\d{0,3}))?$/);

/** The step that a unit belongs to; what is not the id of a unit, as that of a step, stays as it is. */
export const stepOfUnit = (id: string): string => /^(.+)\.\d+$/.exec(id)?.[1] ?? id;

export const RetryPolicy = z.strictObject({
  max_attempts: z.int().min(1).max(11),
  initial_backoff_ms: z.int().min(0).max(60_000),
  max_backoff_ms: z.int().min(0).max(60_000),
});
export type RetryPolicy = z.infer<typeof RetryPolicy>;

const maxUnits = 1_000;

const Scalar = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);

/** A string may hold references. */
const Comparable = z.union([Scalar, z.array(Scalar).max(100)]);

/**
 * Compares a value with an operand. `equals` compares as JSON; `greater` and `less` compare two numbers or two
 * strings (by UTF-16 code units) and do not hold between anything else; `contains` looks for a part of a string or
 * for an item of a list; `exists` holds when a reference leads to something that is not null.
 */
export const Condition = z.discriminatedUnion('operator', [
  z.strictObject({ operator: z.literal('exists'), value: z.string().max(2_000) }),
  z.strictObject({
    operator: z.enum(['equals', 'not_equals', 'greater', 'less', 'contains']),
    value: Comparable,
    operand: Comparable,
  }),
]);
export type Condition = z.infer<typeof Condition>;

/** Carries a step out once for each item, at most 1,000. */
export const ForEach = z.strictObject({
  /** The items, or a reference to a list. A longer list fails the step. */
  items: z.union([z.string().max(2_000), z.array(z.unknown()).max(maxUnits)]),
  /** Items at the same time; as many as the run allows when it is left out. */
  max_parallel: z.int().min(1).max(100).optional(),
});
export type ForEach = z.infer<typeof ForEach>;

/** Carries a step out again and again until a condition holds; `{{previous.output}}` in it is the latest output. */
export const Repeat = z.strictObject({
  until: Condition,
  max_iterations: z.int().min(1).max(10),
});
export type Repeat = z.infer<typeof Repeat>;

export const PlanStep = z.strictObject({
  id: StepId,
  action: z.string().min(1).max(64),
  arm: z.string().min(1).max(64),
  /**
   * What the arm gets. Strings may hold `{{steps.<id>.output.<path>}}`, replaced when the step starts; in a map step
   * also `{{item}}`, `{{item.<path>}}` and `{{index}}` (from 0); in a loop also `{{previous.output.<path>}}`, null in
   * the first iteration, and `{{iteration}}` (from 0).
   */
  input: z.record(z.string(), z.unknown()),
  depends_on: z.array(StepId).max(19),
  acceptance_criteria: z.array(text(1_000)).max(10),
  risk: Risk,
  estimated_tokens: z.int().min(0),
  estimated_seconds: z.number().min(0),
  timeout_seconds: z.number().positive().max(3_600),
  retry: RetryPolicy,
  idempotent: z.boolean(),
  /** The step is skipped when this does not hold. */
  when: Condition.optional(),
  /**
   * With `all`, which holds when it is left out, the step is skipped unless all steps it waits for have succeeded.
   * With `any` one of them is enough once all have ended; a reference to the output of another one gives null.
   */
  join: z.enum(['all', 'any']).optional(),
  /** Makes it a map step. Its limits, retries and criteria are for each item, its estimates for all. */
  for_each: ForEach.optional(),
  /** Makes it a loop. Its limits, retries and criteria are for each iteration, its estimates for all. */
  repeat: Repeat.optional(),
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
