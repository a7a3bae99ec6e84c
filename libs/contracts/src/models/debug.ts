import { z } from 'zod';
import { ArmList } from './arm.ts';
import { Id, Timestamp } from './primitives.ts';
import { wholeNumber } from './query.ts';
import { TaskStatus } from './status.ts';
import { Priority } from './task.ts';

export const DebugQuery = z.strictObject({
  /** How many of the caller's own tasks to list. */
  limit: wholeNumber(1, 100, 50),
});
export type DebugQuery = z.infer<typeof DebugQuery>;

/** A task that has not ended: who works on it, since when, and at what. */
export const ActiveTask = z.strictObject({
  task_id: Id,
  status: TaskStatus,
  priority: Priority,
  /** Seconds since it was accepted. */
  age_seconds: z.number().min(0),
  /** The replica that holds its lease; null when nobody does. */
  lease_owner: z.string().nullable(),
  /** Seconds until the lease ends, negative when it has run out; null without a lease. */
  lease_seconds: z.number().nullable(),
  /** How often a holder was lost or gave up. */
  recoveries: z.int().min(0),
  /** The steps and units that run, 100 at most. */
  current_steps: z.array(z.string()),
  /** The steps that wait for somebody's approval; `plan` for the plan. */
  awaiting_approval: z.array(z.string()),
});
export type ActiveTask = z.infer<typeof ActiveTask>;

/** How many tasks stand alike. */
export const ActiveTaskCount = z.strictObject({
  status: TaskStatus,
  count: z.int().min(1),
  /** How many of them a replica holds. */
  held: z.int().min(0),
  oldest_age_seconds: z.number().min(0),
});
export type ActiveTaskCount = z.infer<typeof ActiveTaskCount>;

/**
 * Tasks that have not ended. `items` are the oldest of the caller's own tenant. `all_tenants` counts those of every
 * tenant, 100,000 at most; it names no tenant and no task.
 */
export const DebugTasks = z.strictObject({
  at: Timestamp,
  items: z.array(ActiveTask),
  all_tenants: z.array(ActiveTaskCount),
});
export type DebugTasks = z.infer<typeof DebugTasks>;

/** A queue of wake-ups, and what PostgreSQL knows of the work behind it. */
export const DebugQueue = z.strictObject({
  name: z.string(),
  backend: z.enum(['redis', 'postgres']),
  /** Wake-ups that are due and that no worker has; null while the queue does not answer. */
  wake_ups_queued: z.int().min(0).nullable(),
  /** Tasks that no replica works on, 100,000 at most. */
  tasks_waiting: z.int().min(0),
  /** Seconds since the oldest of them could have been taken; null when none waits. */
  oldest_waiting_seconds: z.number().min(0).nullable(),
});
export type DebugQueue = z.infer<typeof DebugQueue>;

export const DebugQueues = z.strictObject({ at: Timestamp, items: z.array(DebugQueue) });
export type DebugQueues = z.infer<typeof DebugQueues>;

/** The arms as one replica sees them. */
export const DebugArms = ArmList.extend({ at: Timestamp, replica: z.string() });
export type DebugArms = z.infer<typeof DebugArms>;

/** A variable of the configuration. */
export const DebugSetting = z.strictObject({
  name: z.string(),
  description: z.string(),
  secret: z.boolean(),
  /** Whether it has a value at all. */
  set: z.boolean(),
  /** The value as its variable is written; null when there is none, and always null when it is a secret. */
  value: z.string().nullable(),
});
export type DebugSetting = z.infer<typeof DebugSetting>;

/** With what the replica that answers was started. */
export const DebugConfig = z.strictObject({
  service: z.string(),
  replica: z.string(),
  version: z.string(),
  settings: z.array(DebugSetting),
});
export type DebugConfig = z.infer<typeof DebugConfig>;
