import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { query } from '../../database/query.ts';
import { type Lease, LeaseLostError } from '../lease.ts';
import { type ChangeRows, noRows } from './change-rows.ts';
import { commitStatement } from './commit-statement.ts';
import type { HeldChange } from './held-change.ts';
import type { HeldState } from './held-state.ts';
import { type HeldRow, heldStatement, toHeldState } from './held-statement.ts';
import { HeldTask } from './held-task.ts';

/**
 * After a statement the next one waits as long as that one took, and this long at most: what it costs to begin one is
 * then shared by more changes.
 */
const longestRestMs = 5;
/** Characters that one statement carries at most, about, unless a single task brings more. */
const maxSize = 4_000_000;
/** After a statement that the database did not answer, the next one waits so long. */
const outageRestMs = 250;

const merged = (all: readonly ChangeRows[]): ChangeRows => ({
  tasks: all.flatMap(({ tasks }) => tasks),
  events: all.flatMap(({ events }) => events),
  entries: all.flatMap(({ entries }) => entries),
  plans: all.flatMap(({ plans }) => plans),
  steps: all.flatMap(({ steps }) => steps),
  droppedSteps: all.flatMap(({ droppedSteps }) => droppedSteps),
  attempts: all.flatMap(({ attempts }) => attempts),
});

/**
 * Writes what the holders of tasks do, many tasks in one transaction: while a statement is on its way, the changes
 * that come in gather for the next one. So the rate of commits bounds the delay of a change and not how many tasks
 * can be worked on (group commit: DeWitt et al., Implementation Techniques for Main Memory Database Systems, 1984).
 * The changes of one task are written in the order in which they came, each once or, when its lease is lost, never.
 * While the database does not answer they are kept, and written when it does.
 */
export class GroupCommit {
  readonly #source: DataSource;
  readonly #tasks = new WeakMap<Lease, HeldTask>();
  /** Tasks with changes that no statement carries yet. */
  readonly #ready = new Set<HeldTask>();
  #isRunning = false;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Takes over what a claim has read of the task, so that its first change need not. */
  hold(lease: Lease, state: HeldState): void {
    this.#tasks.set(lease, new HeldTask(lease, state));
  }

  /**
   * Writes a change and resolves when it is committed; whatever was written for the task before is, too.
   * @throws LeaseLostError, TransitionError, NotFoundError
   */
  write(lease: Lease, change: HeldChange): Promise<void> {
    const task = this.#taskOf(lease);
    const committed = task.add(change);
    this.#ready.add(task);
    this.#start();
    return committed;
  }

  /** Waits until everything that was written for the task so far is committed or refused. */
  settled(lease: Lease): Promise<void> {
    return this.#tasks.get(lease)?.settled() ?? Promise.resolve();
  }

  #taskOf(lease: Lease): HeldTask {
    const known = this.#tasks.get(lease);
    if (known !== undefined) return known;
    const task = new HeldTask(lease);
    this.#tasks.set(lease, task);
    return task;
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // Everything that this turn of the event loop still brings goes along.
    setImmediate(() => void this.#work());
  }

  async #work(): Promise<void> {
    for (let tasks = this.#take(); tasks.length > 0; tasks = this.#take()) {
      const began = performance.now();
      const answered = await this.#commit(tasks);
      for (const task of tasks) if (task.release()) this.#ready.add(task);
      await sleep(answered ? Math.min(performance.now() - began, longestRestMs) : outageRestMs);
    }
    this.#isRunning = false;
  }

  #take(): HeldTask[] {
    const taken: HeldTask[] = [];
    let size = 0;
    for (const task of this.#ready) {
      if (size >= maxSize) break;
      this.#ready.delete(task);
      if (!task.take()) continue;
      taken.push(task);
      size += task.size;
    }
    return taken;
  }

  /** Writes what the tasks carry; false when the database did not answer, and they have it back. */
  async #commit(tasks: readonly HeldTask[]): Promise<boolean> {
    try {
      await this.#commitTogether(tasks);
      return true;
    } catch (error) {
      if (error instanceof UnavailableError) {
        for (const task of tasks) task.putBack();
        return false;
      }
      // One task's changes must not keep those of others from being written.
      const answers = await Promise.all(tasks.map((task) => this.#commitAlone(task)));
      return answers.every((answered) => answered);
    }
  }

  async #commitTogether(tasks: readonly HeldTask[]): Promise<void> {
    await Promise.all(tasks.filter(({ isKnown }) => !isKnown).map((task) => this.#read(task)));
    const rows = tasks.map((task) => task.rows(false));
    const written = await this.#execute(merged(rows.filter((of) => of !== null)));
    // Where nothing was written, somebody else may have written, or the task is lost: reading it again tells.
    const isWritten = (index: number): boolean =>
      rows[index]?.tasks.every(({ task_id }) => written.has(task_id)) ?? false;
    const unwritten = tasks.filter((_, index) => !isWritten(index));
    for (const [index, task] of tasks.entries()) if (isWritten(index)) task.committed();
    await Promise.all(unwritten.map((task) => this.#commitAlone(task)));
  }

  /**
   * Writes the changes of one task by themselves, onto what the database holds of it now; false when that did not
   * answer, and the task has them back.
   */
  async #commitAlone(task: HeldTask): Promise<boolean> {
    for (;;) {
      try {
        await this.#read(task);
        const rows = task.rows(true) ?? noRows;
        const written = await this.#execute(rows);
        if (!rows.tasks.every(({ task_id }) => written.has(task_id))) continue;
        task.committed();
      } catch (error) {
        if (error instanceof UnavailableError) {
          task.putBack();
          return false;
        }
        task.refused(error);
      }
      return true;
    }
  }

  async #execute(rows: ChangeRows): Promise<ReadonlySet<string>> {
    if (rows.tasks.length === 0) return new Set();
    const written = await query<{ id: string }>(this.#source, commitStatement(rows));
    return new Set(written.map(({ id }) => id));
  }

  async #read(task: HeldTask): Promise<void> {
    const asked = Date.now();
    const [row] = await query<HeldRow>(this.#source, heldStatement(task.lease));
    if (row === undefined) task.refused(new LeaseLostError(task.lease));
    else task.know(toHeldState(row, asked));
  }
}
