import { z } from 'zod';
import { ToolName } from '../arms/executor.ts';
import { ArmError } from './arm.ts';
import { StepId } from './plan.ts';
import { Ratio, text } from './primitives.ts';

/** Names a user of the client's own; nothing is looked up by it. */
export const UserId = z
  .string()
  .max(128)
  .regex(/^[\w-]+$/);

const milliseconds = (least: number) => z.int().min(least).max(300_000);

/** One tool to run. */
export const ToolCall = z.strictObject({
  /** Names the call in results and references; `tool-<n>` with its place in the list when left out. */
  id: StepId.optional(),
  tool: ToolName,
  /** Strings may hold `{{steps.<id>.output.<path>}}`: the output of another call, which this one then waits for. */
  args: z.record(z.string(), z.unknown()),
  /** Calls that must have succeeded before this one starts. */
  depends_on: z.array(StepId).max(99).default([]),
  /** How long one attempt may take. A call that has used it up is not tried again. */
  timeout_ms: milliseconds(1).optional(),
});
export type ToolCall = z.infer<typeof ToolCall>;

export const ExecuteRequest = z.strictObject({
  /** What the tools are for. */
  prompt: text(10_000),
  /**
   * When there are none, the planner arm chooses them from the prompt: the steps of its plan that run tools, with their
   * ids and dependencies. A prompt for which it plans none is refused with 422, and so is a plan with steps that are
   * more than a call (conditions, items, iterations), that have a high risk or that wait for something other than tools.
   */
  tools: z.array(ToolCall).max(100).default([]),
  /** Calls that run at the same time at most. */
  max_parallel: z.int().min(1).max(100).default(20),
  /** Until then the answer comes: with what has ended, while the rest is aborted. */
  timeout_ms: milliseconds(1_000).default(30_000),
  /**
   * While the planner chooses tools, those are run that the prompt lets expect: an `http_get` of each address in it,
   * `max_parallel` at most. A call of the plan that waits for no other and is exactly the same takes the one that runs;
   * what the plan does not ask for is aborted and is in no result. Tools that can change something are never run so.
   * When `tools` are named there is nothing to predict and it changes nothing: each starts once the calls it waits for
   * have ended.
   */
  enable_speculation: z.boolean().default(false),
  user_id: UserId.optional(),
});
export type ExecuteRequest = z.infer<typeof ExecuteRequest>;

export const ToolStatus = z.enum(['succeeded', 'failed', 'skipped', 'timed_out']);
export type ToolStatus = z.infer<typeof ToolStatus>;

/** What became of one call. */
export const ToolResult = z.strictObject({
  id: StepId,
  tool: ToolName,
  /** `skipped` did not start, because a call it waits for did not succeed. */
  status: ToolStatus,
  /** Null unless it succeeded. */
  output: z.unknown(),
  /** Null when it succeeded. */
  error: ArmError.nullable(),
  /**
   * From the start of the first attempt, which may be before the plan was there (`enable_speculation`), to the end of
   * the last; 0 when none was started.
   */
  duration_ms: z.number().min(0),
  attempts: z.int().min(0),
});
export type ToolResult = z.infer<typeof ToolResult>;

export const ExecuteResponse = z.strictObject({
  /** In the order of the calls, or of the plan's steps. */
  results: z.array(ToolResult),
  /** Including the time in which the tools were chosen. */
  execution_time_ms: z.number().min(0),
  /** Calls of these results that were started. */
  tools_executed: z.int().min(0),
  /**
   * The least time in which calls of these durations can end, as a share of the time that passed. The least time is
   * the longer of two: the longest chain of calls that wait for each other, and all durations together divided by
   * `max_parallel` (Graham, Bounds on Multiprocessing Timing Anomalies, 1969). 1 means that no order of the calls
   * could have been faster. It says nothing about how long the calls themselves took.
   */
  parallel_efficiency: Ratio,
  /** Whether a call did not succeed. */
  degraded: z.boolean(),
});
export type ExecuteResponse = z.infer<typeof ExecuteResponse>;

/** The data of an event of `/orchestrator/stream`; its name is the event's type. */
export const ExecutionEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('tool_started'), id: StepId, tool: ToolName }),
  z.strictObject({ type: z.literal('tool_completed'), result: ToolResult }),
  /** A call that failed, timed out or was skipped. */
  z.strictObject({ type: z.literal('tool_failed'), result: ToolResult }),
  z.strictObject({ type: z.literal('execution_complete'), execution: ExecuteResponse }),
]);
export type ExecutionEvent = z.infer<typeof ExecutionEvent>;
