import type { DataSource } from 'typeorm';
import { expiredActionsStatement } from '../actions/statements.ts';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { expiredActsStatement } from '../operations/audit-statements.ts';
import { purgeStatement } from '../sessions/statements.ts';
import { expiredCallsStatement } from '../usage/record-calls-statement.ts';
import { archiveTasks, type HeldBackTask } from './archive-tasks.ts';
import type { ColdStorage } from './cold-storage/cold-storage.ts';
import { deleteAll, expiredKeysStatement, settledAccountsStatement } from './expired-rows.ts';
import { type RestoredArchive, restoreArchive } from './restore-archive.ts';
import { withRetentionLock } from './retention-lock.ts';
import { expiredStatement, type Place, tenantsStatement } from './statements.ts';

/** How long things are kept, in days. */
export interface RetentionPeriods {
  /** Since the end of a task, or since it was restored; and since the end of a call of a model. */
  readonly taskDays: number;
  /** Since a session was last used. */
  readonly sessionDays: number;
  /**
   * Since an arm did what the action log says.
   * @default 90
   */
  readonly actionDays?: number;
  /**
   * Since a replica mended something, or somebody changed a key.
   * @default 365
   */
  readonly operationDays?: number;
}

/** What a run has done. */
export interface RetentionReport {
  readonly archivedTasks: number;
  readonly archives: readonly string[];
  readonly heldBack: readonly HeldBackTask[];
  readonly sessions: number;
  readonly idempotencyKeys: number;
  readonly budgetAccounts: number;
  readonly modelCalls: number;
  readonly actions: number;
  readonly operations: number;
}

export interface RetentionOptions {
  /**
   * Tasks that go into one file and one transaction at most.
   * @default 100
   */
  readonly batchSize?: number;
  /**
   * Bytes of JSON after which a file takes no further task; what is in one file is in memory at once.
   * @default 32 MiB
   */
  readonly batchBytes?: number;
}

const dayMs = 86_400_000;

/** Moves what is old to cold storage, deletes what nobody needs, and brings archived tasks back. */
export class Retention {
  readonly #source: DataSource;
  readonly #storage: ColdStorage;
  readonly #batchSize: number;
  readonly #batchBytes: number;

  /** @param database - to PostgreSQL itself: a pooler in transaction mode would lose the lock of a run */
  constructor(
    database: Database,
    storage: ColdStorage,
    { batchSize = 100, batchBytes = 32 * 1_048_576 }: RetentionOptions = {},
  ) {
    this.#source = dataSourceOf(database);
    this.#storage = storage;
    this.#batchSize = batchSize;
    this.#batchBytes = batchBytes;
  }

  /**
   * One run, over all tenants. It may be broken off at any point, by a crash too: the next one goes on.
   * @param signal - ends the run after the batch that is under way
   * @returns null when another run is under way: nothing was done
   * @throws ColdStorageError, ArchiveError, UnavailableError; the tasks of that batch are where they were.
   */
  run(
    { taskDays, sessionDays, actionDays = 90, operationDays = 365 }: RetentionPeriods,
    now: Date,
    signal?: AbortSignal,
  ): Promise<RetentionReport | null> {
    const daysAgo = (days: number): Date => new Date(now.getTime() - days * dayMs);
    return withRetentionLock(this.#source, async () => ({
      idempotencyKeys: await deleteAll(this.#source, expiredKeysStatement, signal),
      ...(await this.#archive(daysAgo(taskDays), signal)),
      sessions: await deleteAll(this.#source, (limit) => purgeStatement(daysAgo(sessionDays), limit), signal),
      budgetAccounts: await deleteAll(this.#source, (limit) => settledAccountsStatement(now, limit), signal),
      modelCalls: await deleteAll(
        this.#source,
        (limit) => expiredCallsStatement(daysAgo(taskDays), limit),
        signal,
      ),
      actions: await deleteAll(
        this.#source,
        (limit) => expiredActionsStatement(daysAgo(actionDays), limit),
        signal,
      ),
      operations: await deleteAll(
        this.#source,
        (limit) => expiredActsStatement(daysAgo(operationDays), limit),
        signal,
      ),
    }));
  }

  /**
   * Reads an archive back into the tables, all of its tasks or none. Tasks that are there already stay as they are;
   * those that come back are kept as long as if they had ended now. Idempotency keys do not come back.
   * @throws FileNotFoundError, InvalidFileNameError or ColdStorageError from the storage.
   * @throws ArchiveError when the file is not the one that was written, the audit chain of a task does not verify, or a
   *   task's parent has to be restored before.
   */
  async restore(name: string): Promise<RestoredArchive> {
    return restoreArchive(this.#source, name, await this.#storage.get(name));
  }

  async #archive(
    before: Date,
    signal: AbortSignal | undefined,
  ): Promise<Pick<RetentionReport, 'archivedTasks' | 'archives' | 'heldBack'>> {
    const tenants = await query<{ tenantId: string }>(this.#source, tenantsStatement(before));
    const archives: string[] = [];
    const heldBack = new Map<string, HeldBackTask>();
    let archivedTasks = 0;
    for (const { tenantId } of tenants)
      for (;;) {
        const pass = await this.#pass(tenantId, before, signal);
        archivedTasks += pass.moved;
        archives.push(...pass.archives);
        for (const held of pass.heldBack) heldBack.set(`${tenantId} ${held.taskId}`, held);
        // Parents whose last child went in this pass go in the next.
        if (pass.moved === 0 || signal?.aborted === true) break;
      }
    return { archivedTasks, archives, heldBack: [...heldBack.values()] };
  }

  /** Goes once over the tasks of a tenant that may go now. */
  async #pass(
    tenantId: string,
    before: Date,
    signal: AbortSignal | undefined,
  ): Promise<{ moved: number; archives: string[]; heldBack: HeldBackTask[] }> {
    const done = { moved: 0, archives: [] as string[], heldBack: [] as HeldBackTask[] };
    let place: Place | undefined;
    while (signal?.aborted !== true) {
      const tasks: Place[] = await query<Place>(
        this.#source,
        expiredStatement(tenantId, before, place, this.#batchSize),
      );
      if (tasks.length === 0) break;
      const { taken, archive, moved, heldBack } = await archiveTasks(
        this.#source,
        this.#storage,
        tenantId,
        tasks.map(({ id }) => id),
        this.#batchBytes,
      );
      place = tasks[taken - 1];
      done.moved += moved;
      done.heldBack.push(...heldBack);
      if (archive !== null) done.archives.push(archive);
    }
    return done;
  }
}
