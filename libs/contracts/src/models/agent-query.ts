import { z } from 'zod';
import { QueryType } from '../arms/planner.ts';
import { Citation } from './answer.ts';
import { Usage } from './budget.ts';
import { TaskEventType } from './events.ts';
import { UserId } from './execute.ts';
import { Id, Ratio, Timestamp, text } from './primitives.ts';
import { SessionId } from './task.ts';

const names = z.array(text(64)).max(10).default([]);

/** A question that several arms answer together. */
export const AgentQuery = z.strictObject({
  query: text(1_000),
  user_id: UserId,
  session_id: SessionId.optional(),
  /** What the question is about; both become the context of the task. */
  tickers: names,
  entities: names,
});
export type AgentQuery = z.infer<typeof AgentQuery>;

/** One change of the task that answered, without its data. */
export const ExecutionLogEntry = z.strictObject({
  sequence: z.int().min(1),
  at: Timestamp,
  type: TaskEventType,
  step_id: z.string().nullable(),
  arm_id: z.string().nullable(),
  action: z.string().nullable(),
  attempt: z.int().min(0).nullable(),
  duration_ms: z.number().min(0).nullable(),
});
export type ExecutionLogEntry = z.infer<typeof ExecutionLogEntry>;

export const AgentAnswer = z.strictObject({
  /** The task that was made for the query. */
  task_id: Id,
  answer: z.string(),
  /** False when the sources do not hold the answer; then there are no citations. */
  answerable: z.boolean(),
  citations: z.array(Citation),
  /** Whether a part of the work is missing or the judge found the answer wanting. */
  degraded: z.boolean(),
  confidence: Ratio,
  execution_log: z.array(ExecutionLogEntry),
  /** The arms that took part, in the order in which they did. */
  agents_used: z.array(z.string()),
  /** What the planner took the query for; null when it did not say. */
  query_type: QueryType.nullable(),
  token_usage: Usage.extend({ total_tokens: z.int().min(0) }),
  /** From accepting the query to its answer. */
  execution_time_seconds: z.number().min(0),
});
export type AgentAnswer = z.infer<typeof AgentAnswer>;
