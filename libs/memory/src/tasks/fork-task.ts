import {
  type Budget,
  NotFoundError,
  type Plan,
  type Task,
  type TaskRequest,
  UnprocessableError,
} from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { run, transaction } from '../database/query.ts';
import { readTask } from './read-task.ts';
import { createStatement } from './statements/create.ts';
import { copyStatement, type OriginRow, originStatement } from './statements/fork.ts';

/** A task that begins where another one was. */
export interface NewFork {
  /** Made by the caller, with newId. */
  readonly id: string;
  /** The number of an event of the other task, from its plan on. */
  readonly checkpoint: number;
  /** What the new task may use; as much as the other one when left out. */
  readonly budget?: Budget | undefined;
  /** Who asks, for the audit trail. */
  readonly actor: string;
  /** The W3C trace context of the request. */
  readonly traceparent: string;
}

/** See CheckpointStore.fork. */
export async function forkTask(
  source: DataSource,
  tenantId: string,
  originId: string,
  fork: NewFork,
): Promise<Task> {
  const { id, checkpoint, actor, traceparent } = fork;
  await transaction(source, async (runner) => {
    const [origin] = await run<OriginRow>(runner, originStatement(tenantId, originId, checkpoint));
    if (origin === undefined) throw new NotFoundError(`There is no task ${originId}.`);
    const plan = planAt(origin, checkpoint);
    const request = requestOf(origin, fork);
    const from = { forked_from: originId, checkpoint };
    const task = { id, request, actor, traceparent, origin: from };
    await run(runner, createStatement([{ tenantId, task }]));
    await run(runner, copyStatement(tenantId, { from: originId, to: id, checkpoint, plan }));
  });
  const task = await readTask(source, tenantId, id);
  if (task === null) throw new NotFoundError(`There is no task ${id}.`);
  return task;
}

/** A deadline is not taken over: for a task that is made later it may have passed. */
const requestOf = (
  { request: { deadline: _deadline, ...request } }: OriginRow,
  { budget }: NewFork,
): TaskRequest => ({ ...request, budget: budget ?? request.budget });

/** @throws UnprocessableError that points at /checkpoint when there was no plan yet, or no such event */
const planAt = ({ last_sequence, has_plan, current, planned }: OriginRow, checkpoint: number): Plan => {
  if (checkpoint > last_sequence)
    throw refusal(`is after the last event of the task, which has the number ${last_sequence}`);
  const plan = current ?? planned;
  if (!has_plan || plan === null) throw refusal('is before the task had a plan');
  return plan;
};

const refusal = (detail: string): UnprocessableError =>
  new UnprocessableError(
    `Correct the request at /checkpoint: it ${detail}. List the checkpoints of the task.`,
    { errors: [{ pointer: '/checkpoint', detail }] },
  );
