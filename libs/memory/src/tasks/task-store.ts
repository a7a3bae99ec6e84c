import type { AuditTrail, Plan, Priority, Task, TaskEvent, TaskPage, TaskPlan } from '@octollm/contracts';
import {
  ConflictError,
  isTerminal,
  NotFoundError,
  type TaskQuery,
  type TaskStatus,
} from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { BatchedQuery } from '../database/batched-query.ts';
import { type Database, dataSourceOf, readsOf } from '../database/database.ts';
import { query, run, transaction } from '../database/query.ts';
import type { Reads } from '../database/replicas/reads.ts';
import { claimTasks } from './claim-tasks.ts';
import { createTask, findByKey, insertTasks } from './create-task.ts';
import { jsonText } from './held/change-rows.ts';
import { GroupCommit } from './held/group-commit.ts';
import { toHeldState } from './held/held-statement.ts';
import { type ClaimedTask, type Lease, LeaseLostError, TransitionError } from './lease.ts';
import type { Idempotency, NewTask } from './new-task.ts';
import { readAudit, readEvents, readPage, readPlan, readTasks } from './read-task.ts';
import type { OwnedTask } from './statements/create.ts';
import type { TaskKey } from './statements/keys.ts';
import type { Claim } from './statements/lease.ts';
import * as leases from './statements/lease.ts';
import { claimedStatement } from './statements/read.ts';
import * as statuses from './statements/status.ts';
import type { StepOutcome } from './step.ts';
import type { TaskEnd } from './task-end.ts';
import { type ClaimedRow, type TakenRow, toStoredStep, toTask } from './task-row.ts';

/** A task that nobody works on. */
export interface Orphan {
  readonly tenantId: string;
  readonly taskId: string;
  readonly priority: Priority;
}

/** The truth about tasks: what was asked, what was planned, what was done, by whom, and what came of it. */
export class TaskStore {
  readonly #source: DataSource;
  readonly #pages: Reads;
  readonly #commits: GroupCommit;
  readonly #creations: BatchedQuery<OwnedTask, Date | null>;
  readonly #reads: BatchedQuery<TaskKey, Task | null>;
  readonly #claims: BatchedQuery<Claim, TakenRow | null>;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
    this.#pages = readsOf(database);
    this.#commits = new GroupCommit(this.#source);
    this.#creations = new BatchedQuery((tasks) => insertTasks(this.#source, tasks));
    this.#reads = new BatchedQuery((keys) => readTasks(this.#source, keys));
    this.#claims = new BatchedQuery((claims) => claimTasks(this.#source, claims));
  }

  /**
   * Stores a task with its first event and audit entry, in one transaction.
   *
   * A key that came within the last 24 hours with the same body gives the task it made then, and `created` false; of
   * identical requests at the same moment one makes a task and the others get it.
   *
   * @throws IdempotencyKeyReusedError when the key came with another body.
   * @throws UnprocessableError when the tenant has no task `parent_task_id`.
   */
  create(tenantId: string, task: NewTask): Promise<{ task: Task; created: boolean }> {
    return createTask(this.#source, this.#creations, { tenantId, task });
  }

  /**
   * The task that an idempotency key has made within the last 24 hours, or null.
   * @throws IdempotencyKeyReusedError when the key came with another body.
   */
  findByKey(tenantId: string, idempotency: Idempotency): Promise<Task | null> {
    return findByKey(this.#source, tenantId, idempotency);
  }

  /** The task, or null when the tenant has none by this id. */
  find(tenantId: string, id: string): Promise<Task | null> {
    return this.#reads.ask({ tenantId, id });
  }

  /**
   * The task.
   * @throws NotFoundError when the tenant has none by this id.
   */
  async get(tenantId: string, id: string): Promise<Task> {
    const task = await this.find(tenantId, id);
    if (task === null) throw unknown(id);
    return task;
  }

  /**
   * A page of the tenant's tasks, newest first. Tasks made while a client pages do not move the pages after.
   * @throws InvalidRequestError that points at /cursor when the cursor is not one of this list.
   */
  list(tenantId: string, filter: TaskQuery): Promise<TaskPage> {
    return readPage(this.#pages, tenantId, filter);
  }

  /**
   * The plan with the state of every step.
   * @throws NotFoundError when there is no task, or no plan yet.
   */
  plan(tenantId: string, id: string): Promise<TaskPlan> {
    return readPlan(this.#source, tenantId, id);
  }

  /** The events after a sequence number, in order, `limit` at most; none for a task that the tenant does not have. */
  events(tenantId: string, id: string, afterSequence: number, limit: number): Promise<TaskEvent[]> {
    return readEvents(this.#source, tenantId, id, afterSequence, limit);
  }

  /**
   * Who did what to the task; `verifyAuditTrail` tells whether anything was changed since. Every event has an entry
   * under the same sequence number.
   * @throws NotFoundError when the tenant has no task by this id.
   */
  audit(tenantId: string, id: string): Promise<AuditTrail> {
    return readAudit(this.#source, tenantId, id);
  }

  /**
   * Takes the task, to work on it until the lease ends: by the database's clock, `leaseMs` from now unless renewed.
   * Null when it has ended, is unknown, or somebody holds a live lease. Every claim has a higher fencing token, and
   * nothing that an earlier holder still writes is accepted.
   */
  async claim(tenantId: string, id: string, owner: string, leaseMs: number): Promise<ClaimedTask | null> {
    const asked = Date.now();
    const taken = await this.#claims.ask({ tenantId, id, owner, leaseMs });
    if (taken === null) return null;
    // Read in a second statement: what an earlier holder committed while this one waited for the row is in it.
    const [row] = taken.has_history
      ? await query<ClaimedRow>(this.#source, claimedStatement(tenantId, id))
      : [taken];
    if (row === undefined) return null;
    const lease = { tenantId, taskId: row.id, owner, token: taken.token };
    this.#commits.hold(lease, toHeldState(row, asked));
    return {
      lease,
      task: toTask(row),
      request: row.request,
      traceparent: row.traceparent,
      plan: row.plan,
      steps: (row.steps ?? []).map(toStoredStep),
      recovered: taken.recovered,
      recoveries: taken.recoveries,
    };
  }

  /**
   * Moves the end of the lease to `leaseMs` from now.
   * @throws LeaseLostError when it is no longer held. One that has run out but was not taken is renewed.
   */
  async renew(lease: Lease, leaseMs: number): Promise<void> {
    const rows = await query(this.#source, leases.renewStatement(lease, leaseMs));
    if (rows.length === 0) throw new LeaseLostError(lease);
  }

  /**
   * Gives the task back unfinished, so that another replica may claim it at once. No error when it is lost already.
   * @param options - `failed` when the holder could not work on the task: that counts among its recoveries. `until`
   * when somebody else will wake the task: before that time it is no orphan.
   */
  async release(lease: Lease, options: { failed?: boolean; until?: Date } = {}): Promise<void> {
    await this.#commits.settled(lease);
    await query(this.#source, leases.releaseStatement(lease, options.failed ?? false, options.until));
  }

  /**
   * Moves the task to a status that is not an end; its event is `task.<status>` with `data`.
   *
   * Writes under a lease are committed in the order in which they were asked for, many tasks in one transaction. A
   * caller that need not know when a write is committed may go on without awaiting it, and without handling its failure:
   * when it fails, so does every write after it.
   * @throws LeaseLostError
   * @throws TransitionError when the status cannot follow the one the task has, or is an end.
   */
  transition(lease: Lease, to: TaskStatus, data: Record<string, unknown> = {}): Promise<void> {
    if (isTerminal(to))
      return Promise.reject(new TransitionError(lease.taskId, 'to be ended with finish', to));
    return this.#commits.write(lease, { kind: 'transition', to, data });
  }

  /**
   * Stores the plan and its steps; the event plan.created has `data` and the whole plan as `plan`. When there is a
   * plan already it is replaced: steps that have begun keep their state, those that have not are dropped unless the
   * new plan has them too.
   * @throws LeaseLostError
   */
  savePlan(lease: Lease, plan: Plan, data: Record<string, unknown>): Promise<void> {
    return this.#commits.write(lease, { kind: 'plan', plan, data });
  }

  /**
   * Marks a step, or a unit of it, as running; the event step.started has {attempt, arm, action}.
   * @throws LeaseLostError
   * @throws NotFoundError when the plan has no such step.
   */
  startStep(lease: Lease, stepId: string, attempt: number): Promise<void> {
    return this.#commits.write(lease, { kind: 'step-start', stepId, attempt });
  }

  /**
   * Commits how an attempt ended, once: the same attempt again changes nothing. What it used is added to the step and
   * to the task in the same transaction. The event is step.<status> with {attempt, arm, action, duration_ms, usage,
   * error}, as far as the outcome has them, and confidence and warnings, delay_ms, or reason.
   * @throws LeaseLostError
   * @throws NotFoundError when the plan has no such step.
   */
  finishStep(lease: Lease, stepId: string, attempt: number, outcome: StepOutcome): Promise<void> {
    const output = 'output' in outcome ? jsonText(outcome.output) : null;
    return this.#commits.write(lease, { kind: 'step-end', stepId, attempt, outcome, output });
  }

  /**
   * Ends the task, and with it the lease; steps that have not ended become cancelled.
   * @throws LeaseLostError also when the task has ended already: it ends once.
   * @throws TransitionError when the end cannot follow the status that the task has.
   */
  finish(lease: Lease, end: TaskEnd): Promise<void> {
    return this.#commits.write(lease, { kind: 'end', end });
  }

  /**
   * Cancels for a client. Whoever works on the task finds its lease lost with its next write; steps that have not
   * ended become cancelled.
   * @throws NotFoundError when the tenant has no task by this id.
   * @throws ConflictError when it has ended.
   */
  async cancel(tenantId: string, id: string, options: { reason?: string; actor: string }): Promise<Task> {
    await transaction(this.#source, async (runner) => {
      const [task] = await run<{ status: TaskStatus }>(runner, statuses.lockStatement(tenantId, id));
      if (task === undefined) throw unknown(id);
      if (isTerminal(task.status))
        throw new ConflictError(`The task has ended as ${task.status} and cannot be cancelled.`);
      await run(runner, statuses.cancelStatement(tenantId, id, options));
    });
    return this.get(tenantId, id);
  }

  /**
   * Tasks of all tenants that have not ended and that nobody works on: their lease has run out, or nobody has claimed
   * them since they were made or given back `idleMs` ago; of each kind the oldest, `limit` at most. The one method
   * without a tenant: it is for the reconciler, which only puts the ids back into the queue.
   */
  orphans(options: { idleMs: number; limit: number }): Promise<Orphan[]> {
    return query(this.#source, leases.orphansStatement(options.idleMs, options.limit));
  }
}

const unknown = (id: string): NotFoundError => new NotFoundError(`There is no task ${id}.`);
