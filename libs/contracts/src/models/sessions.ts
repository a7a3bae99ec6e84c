import { z } from 'zod';
import { Checkpoint } from './checkpoints.ts';
import { Id, Timestamp } from './primitives.ts';
import { wholeNumber } from './query.ts';
import { SessionId } from './task.ts';

/** One turn of a session: what a task was asked, or what it answered. */
export const SessionMessage = z.strictObject({
  task_id: Id,
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  at: Timestamp,
});
export type SessionMessage = z.infer<typeof SessionMessage>;

/** A page of a session goes over so many of its tasks, the newest first; `cursor` leads to those before. */
export const SessionQuery = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: wholeNumber(1, 100, 20),
});
export type SessionQuery = z.infer<typeof SessionQuery>;

/**
 * A session of its owner's, task by task in the order in which they came. A task has a message of the user and, once it
 * has answered, one of the assistant. Checkpoints are those of the same tasks, 1,000 at most, the newest ones.
 */
export const Session = z.strictObject({
  id: SessionId,
  created_at: Timestamp,
  last_used_at: Timestamp,
  messages: z.array(SessionMessage),
  checkpoints: z.array(Checkpoint.extend({ task_id: Id })),
  /** Leads to the tasks before these; null when there are none. */
  next_cursor: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;
