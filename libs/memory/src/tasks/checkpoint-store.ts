import { type CheckpointList, NotFoundError, type Task } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { forkTask, type NewFork } from './fork-task.ts';
import { readTask } from './read-task.ts';
import { type CheckpointRow, checkpointsStatement } from './statements/checkpoints.ts';

/** Checkpoints that are listed at most: far more than the steps of a plan, with every round of repair. */
const mostCheckpoints = 1_000;

/** The moments of tasks from which others can begin. */
export class CheckpointStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * The checkpoints of a task, oldest first, the newest 1,000 at most.
   * @throws NotFoundError when the tenant has no task by this id.
   */
  async list(tenantId: string, taskId: string): Promise<CheckpointList> {
    const rows = await query<CheckpointRow>(
      this.#source,
      checkpointsStatement(tenantId, [taskId], mostCheckpoints),
    );
    if (rows.length === 0 && (await readTask(this.#source, tenantId, taskId)) === null)
      throw new NotFoundError(`There is no task ${taskId}.`);
    return { items: rows.map(({ sequence, step_id, at }) => ({ sequence, step_id, at: at.toISOString() })) };
  }

  /**
   * Makes a task that begins with the plan that another one had after an event, and with every step and unit that had
   * succeeded by then and was not begun again since. It is a task of its own, in one transaction, and the other one
   * stays as it is; what the copied steps have used is not counted again. The event task.queued has {forked_from,
   * checkpoint}. A deadline is not taken over.
   * @throws NotFoundError when the tenant has no task by this id.
   * @throws UnprocessableError that points at /checkpoint when the task had no plan by then, or has no such event.
   */
  fork(tenantId: string, taskId: string, fork: NewFork): Promise<Task> {
    return forkTask(this.#source, tenantId, taskId, fork);
  }
}
