import { z } from 'zod';

export const TaskStatus = z.enum([
  'queued',
  'planning',
  'running',
  'awaiting_approval',
  'judging',
  'repairing',
  'succeeded',
  'failed',
  'cancelled',
  'timed_out',
]);
export type TaskStatus = z.infer<typeof TaskStatus>;

export type TerminalStatus = 'succeeded' | 'failed' | 'cancelled' | 'timed_out';

const ends: readonly TerminalStatus[] = ['failed', 'cancelled', 'timed_out'];

const transitions: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  queued: ['planning', 'running', ...ends],
  planning: ['running', 'awaiting_approval', ...ends],
  running: ['awaiting_approval', 'judging', ...ends],
  awaiting_approval: ['running', ...ends],
  judging: ['repairing', 'succeeded', ...ends],
  repairing: ['judging', ...ends],
  succeeded: [],
  failed: [],
  cancelled: [],
  timed_out: [],
};

/** Whether a task may go from one status to another; a terminal status leads nowhere. */
export const canTransition = (from: TaskStatus, to: TaskStatus): boolean => transitions[from].includes(to);

/** Whether a task with this status has ended for good. */
export const isTerminal = (status: TaskStatus): status is TerminalStatus => transitions[status].length === 0;

/** The statuses from which a task may go to `to`: what a conditional update in a store asks for. */
export const statusesBefore = (to: TaskStatus): readonly TaskStatus[] =>
  TaskStatus.options.filter((from) => canTransition(from, to));
