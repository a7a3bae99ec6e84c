import {
  IdempotencyKeyReusedError,
  InternalError,
  noUsage,
  type Task,
  UnprocessableError,
} from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import type { BatchedQuery } from '../database/batched-query.ts';
import { StatementError } from '../database/errors.ts';
import { query } from '../database/query.ts';
import { storableText } from '../database/storable.ts';
import type { Idempotency, NewTask } from './new-task.ts';
import { readTask } from './read-task.ts';
import { createStatement, keyStatement, type OwnedTask } from './statements/create.ts';
import { nameOf, type TaskKey } from './statements/keys.ts';
import { traceIdOf } from './trace.ts';

/** Stores a task, or finds the one that its idempotency key has made; see TaskStore.create. */
export async function createTask(
  source: DataSource,
  creations: BatchedQuery<OwnedTask, Date | null>,
  owned: OwnedTask,
): Promise<{ task: Task; created: boolean }> {
  const { tenantId, task } = owned;
  const at = await insert(creations, owned);
  if (at !== null) return { task: freshTask(task, at), created: true };
  const use = task.idempotency && (await useOfKey(source, tenantId, task.idempotency));
  if (task.idempotency === undefined || !use)
    throw new InternalError('The idempotency key was in use and is gone; try again.');
  const first = await readTask(source, tenantId, taskOf(use, task.idempotency));
  if (first === null) throw new InternalError('The task of the idempotency key cannot be read.');
  return { task: first, created: false };
}

/** Finds what an idempotency key has made; see TaskStore.findByKey. */
export async function findByKey(
  source: DataSource,
  tenantId: string,
  idempotency: Idempotency,
): Promise<Task | null> {
  const use = await useOfKey(source, tenantId, idempotency);
  return use === null || use.expired ? null : readTask(source, tenantId, taskOf(use, idempotency));
}

/** Stores tasks. Gives when each was made, in their order; null where its idempotency key is in use. */
export async function insertTasks(
  source: DataSource,
  tasks: readonly OwnedTask[],
): Promise<readonly (Date | null)[]> {
  const made = await query<TaskKey & { at: Date }>(source, createStatement(tasks));
  const times = new Map(made.map((row) => [nameOf(row), row.at]));
  return tasks.map(({ tenantId, task }) => times.get(nameOf({ tenantId, id: task.id })) ?? null);
}

/** When the task was made; null when its idempotency key is in use. */
async function insert(
  creations: BatchedQuery<OwnedTask, Date | null>,
  owned: OwnedTask,
): Promise<Date | null> {
  try {
    return await creations.ask(owned);
  } catch (error) {
    if (error instanceof StatementError && error.constraint === 'tasks_parent_fkey')
      throw new UnprocessableError(
        `There is no task ${owned.task.request.parent_task_id ?? ''} to be the parent.`,
        {
          errors: [{ pointer: '/parent_task_id', detail: 'is not the id of a task' }],
        },
      );
    throw error;
  }
}

/** What reading the task back would give, without the round trip. */
const freshTask = ({ id, request, traceparent }: NewTask, at: Date): Task => ({
  id,
  status: 'queued',
  goal: storableText(request.goal),
  priority: request.priority,
  session_id: request.session_id ?? null,
  parent_task_id: request.parent_task_id ?? null,
  progress: { current_step: null, completed_steps: 0, total_steps: 0, percentage: 0 },
  result: null,
  error: null,
  usage: noUsage,
  provenance: [],
  metadata: request.metadata,
  trace_id: traceIdOf(traceparent),
  created_at: at.toISOString(),
  updated_at: at.toISOString(),
  started_at: null,
  finished_at: null,
});

interface KeyUse {
  readonly taskId: string;
  readonly bodySha256: string;
  readonly expired: boolean;
}

/** How a key was used; null when it was not, or is forgotten. */
async function useOfKey(source: DataSource, tenantId: string, { key }: Idempotency): Promise<KeyUse | null> {
  return (await query<KeyUse>(source, keyStatement(tenantId, key)))[0] ?? null;
}

/** The task that the key has made. @throws IdempotencyKeyReusedError when that was with another body */
function taskOf(use: KeyUse, { bodySha256 }: Idempotency): string {
  if (use.bodySha256 !== bodySha256)
    throw new IdempotencyKeyReusedError(
      'The Idempotency-Key was sent with another body before. Use a new key for a new request.',
    );
  return use.taskId;
}
