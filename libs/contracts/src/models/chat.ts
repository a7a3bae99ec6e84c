import { z } from 'zod';
import { ToolName } from '../arms/executor.ts';
import { Citation } from './answer.ts';
import { Usage } from './budget.ts';
import { UnitId } from './plan.ts';
import { Id, Ratio, text } from './primitives.ts';
import { SessionId } from './task.ts';

/** A question of somebody who reads along. */
export const ChatRequest = z.strictObject({
  query: text(1_000),
  session_id: SessionId.optional(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

const StepEnd = z.enum(['succeeded', 'failed', 'skipped']);

/** The data of an event of `/api/v2/chat/stream`; its name is the event's type. */
export const ChatEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('step_start'), step_id: UnitId, arm_id: z.string(), action: z.string() }),
  z.strictObject({ type: z.literal('step_end'), step_id: UnitId, status: StepEnd }),
  /** A step that runs a tool; its `step_start` came before. */
  z.strictObject({ type: z.literal('tool_start'), step_id: UnitId, tool: ToolName.nullable() }),
  z.strictObject({
    type: z.literal('tool_end'),
    step_id: UnitId,
    tool: ToolName.nullable(),
    status: StepEnd,
  }),
  /** What the answer cites, as far as it is told with the next pieces. It takes the place of the one before it. */
  z.strictObject({ type: z.literal('sources_ready'), citations: z.array(Citation) }),
  /** The next piece of the answer: all of them since the last `reset`, one after the other, are the answer. */
  z.strictObject({ type: z.literal('token'), text: z.string() }),
  /**
   * The pieces told so far are void, and so are the sources, because what they were part of was given up: the answer
   * begins anew.
   */
  z.strictObject({ type: z.literal('reset') }),
  /** The last event when there is an answer. */
  z.strictObject({
    type: z.literal('complete'),
    task_id: Id,
    answerable: z.boolean(),
    confidence: Ratio,
    degraded: z.boolean(),
    usage: Usage,
  }),
  /** The last event when there is none. */
  z.strictObject({
    type: z.literal('error'),
    task_id: Id,
    code: z.string(),
    message: z.string(),
    retryable: z.boolean(),
  }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;
