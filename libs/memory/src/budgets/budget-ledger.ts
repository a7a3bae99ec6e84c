import { setTimeout as sleep } from 'node:timers/promises';
import { InternalError, newId, UnavailableError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { BatchedQuery } from '../database/batched-query.ts';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type {
  AccountKind,
  BudgetAmount,
  BudgetCaps,
  BudgetScope,
  BudgetStop,
  Reservation,
  ReservationRequest,
} from './amount.ts';
import { type AccountChange, type ChangeOutcome, changeAccounts } from './change-accounts.ts';
import * as statements from './statements.ts';

/** A reservation, or the cap that stands in the way. */
export type ReserveResult =
  | { readonly granted: true; readonly reservation: Reservation }
  | { readonly granted: false; readonly stop: BudgetStop };

/** Where an account stands. */
export interface AccountState {
  readonly spent: BudgetAmount;
  readonly reserved: BudgetAmount;
}

const noAmount: BudgetAmount = { nanoUsd: 0, tokens: 0, calls: 0 };
const noCaps: BudgetCaps = { task: {}, session: {}, tenantMonth: {} };

/** Settlements that found no database come again after so long, and each further time after twice as long. */
const firstWaitMs = 250;
const lastWaitMs = 8_000;
/** So long a statement that nobody heard the end of may still wait for accounts in PostgreSQL, and reserve after all. */
const lateMs = 60_000;

/**
 * The accounts of budgets, shared by all replicas. A call reserves the most it may use before it is made and settles
 * what it did use afterwards, so what is spent and what is reserved stay together within every cap: a cap is passed
 * only by a call that reports more than it had reserved, which is counted as reported.
 *
 * Tasks of a tenant share its month, and whoever writes an account holds up everybody else until it is durable. So what
 * the calls of this process reserve and settle goes together: while one statement is on its way, everything gathers for
 * the next.
 */
export class BudgetLedger {
  readonly #source: DataSource;
  readonly #changes: BatchedQuery<AccountChange, ChangeOutcome>;
  readonly #settling = new Set<Promise<unknown>>();
  readonly #stopping = new AbortController();

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
    // A second statement would only wait for the first one's accounts.
    this.#changes = new BatchedQuery((changes) => changeAccounts(this.#source, changes), {
      mostStatements: 1,
      mostTogether: 200,
    });
  }

  /**
   * Reserves what a call may use on the accounts of its task, its session if it has one and its tenant's month: on
   * all of them or on none. One round trip that it shares with others, two for the first call of a task, whose account
   * is not there yet; one or two of its own besides when a cap is near. The caps given are those that hold.
   * @throws UnavailableError when the database does not answer; what it may have reserved is settled at nothing
   */
  async reserve(tenantId: string, request: ReservationRequest, caps: BudgetCaps): Promise<ReserveResult> {
    const id = newId();
    try {
      return await this.#reserveAs(id, tenantId, request, caps);
    } catch (error) {
      if (error instanceof UnavailableError)
        // What stays open after all is settled with its task.
        this.#track(this.#giveBack(tenantId, id)).catch(() => undefined);
      throw error;
    }
  }

  async #reserveAs(
    id: string,
    tenantId: string,
    request: ReservationRequest,
    caps: BudgetCaps,
  ): Promise<ReserveResult> {
    const wish = { kind: 'reserve', tenantId, id, request, caps } as const;
    let outcome = await this.#changes.ask(wish);
    if (outcome === 'opened') outcome = await this.#changes.ask(wish);
    if (outcome === 'granted')
      return { granted: true, reservation: { tenantId, id, amount: request.amount } };
    return this.#reserveAlone(tenantId, id, request, caps);
  }

  /** Looks at what is left when there is not enough for everybody. */
  async #reserveAlone(
    tenantId: string,
    id: string,
    request: ReservationRequest,
    caps: BudgetCaps,
  ): Promise<ReserveResult> {
    const statement = statements.reserveStatement(tenantId, id, request, caps);
    let [row] = await query<statements.ReserveRow>(this.#source, statement);
    if (row?.complete !== true) {
      await query(this.#source, statements.openAccountsStatement(tenantId, request, caps));
      [row] = await query<statements.ReserveRow>(this.#source, statement);
    }
    if (row?.stop) return { granted: false, stop: row.stop };
    if (row?.granted !== true) throw new InternalError('The accounts of a budget cannot be opened.');
    const amount = { nanoUsd: Number(row.nanoUsd), tokens: Number(row.tokens), calls: Number(row.calls) };
    return { granted: true, reservation: { tenantId, id, amount } };
  }

  /**
   * Ends a reservation and counts what the call used, which may be more than was reserved. While the database does not
   * answer it tries again, every eight seconds at the longest, until the replica stops (see `settled`).
   * @param actual - null for a call that never reported: it counts as all that it had reserved
   * @returns whether it was open: a second settlement changes nothing, nor does one after `settleOpen`. Also false for
   * one that was written although its answer was lost
   * @throws UnavailableError when the replica stops and the database does not answer
   */
  async settle({ tenantId, id }: Reservation, actual: BudgetAmount | null): Promise<boolean> {
    const settlement = { kind: 'settle', tenantId, id, used: actual } as const;
    const outcome = await this.#track(this.#insist(() => this.#changes.ask(settlement)));
    return outcome === 'settled';
  }

  /**
   * Counts what was used without a reservation, whatever the caps say: it has been spent. It tries again as `settle`
   * does.
   * @throws UnavailableError when the replica stops and the database does not answer
   */
  charge(tenantId: string, scope: BudgetScope, used: BudgetAmount): Promise<void> {
    return this.#track(this.#charge(tenantId, { ...scope, amount: noAmount }, used));
  }

  async #charge(tenantId: string, request: ReservationRequest, used: BudgetAmount): Promise<void> {
    const result = await this.#insist(() => this.reserve(tenantId, request, noCaps));
    if (result.granted) await this.settle(result.reservation, used);
  }

  /**
   * Resolves when all settlements that were asked for until now are written or have failed; before a replica stops. From
   * now on each is tried once more at most.
   */
  async settled(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#settling);
  }

  async #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#settling.add(work);
    try {
      return await work;
    } finally {
      this.#settling.delete(work);
    }
  }

  /** Those that failed together wait equally long, so they go together again. */
  async #insist<Result>(change: () => Promise<Result>): Promise<Result> {
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, lastWaitMs)) {
      try {
        return await change();
      } catch (error) {
        if (!(error instanceof UnavailableError) || this.#stopping.signal.aborted) throw error;
      }
      await this.#pause(waitMs);
    }
  }

  /** Settles at nothing what a statement reserved of which nobody heard the end, or what it reserves yet. */
  async #giveBack(tenantId: string, id: string): Promise<void> {
    const until = performance.now() + lateMs;
    for (let waitMs = firstWaitMs; ; waitMs *= 2) {
      const outcome = await this.#insist(() =>
        this.#changes.ask({ kind: 'settle', tenantId, id, used: noAmount }),
      );
      if (outcome === 'settled' || performance.now() >= until || this.#stopping.signal.aborted) return;
      await this.#pause(waitMs);
    }
  }

  /** Waits, until the replica stops at the longest. It does not keep a process alive. */
  async #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  /**
   * Settles, at what they reserved, the calls of a task that nobody will report on: those of a lost holder when the
   * task is taken over, or all when it has ended. Returns how many.
   */
  settleOpen(tenantId: string, taskId: string): Promise<number> {
    return this.#countSettled(statements.settleOpenStatement(tenantId, taskId));
  }

  /**
   * Settles, at what they reserved, calls whose task ended at least `endedForMs` ago without a holder, as one does that
   * is cancelled after its holder was lost. Of all tenants: it only closes what nobody can report on any more.
   */
  settleEnded(options: { endedForMs: number; limit: number }): Promise<number> {
    return this.#countSettled(statements.settleEndedStatement(options.endedForMs, options.limit));
  }

  /** What is spent and reserved on an account; nothing on one that no call has used. */
  async account(tenantId: string, kind: AccountKind, key: string): Promise<AccountState> {
    const statement = statements.accountStatement(tenantId, kind, key);
    const [row] = await query<statements.AccountRow>(this.#source, statement);
    if (row === undefined) return { spent: noAmount, reserved: noAmount };
    return {
      spent: {
        nanoUsd: Number(row.spentNanoUsd),
        tokens: Number(row.spentTokens),
        calls: Number(row.spentCalls),
      },
      reserved: {
        nanoUsd: Number(row.reservedNanoUsd),
        tokens: Number(row.reservedTokens),
        calls: Number(row.reservedCalls),
      },
    };
  }

  async #countSettled(statement: ReturnType<typeof statements.settleOpenStatement>): Promise<number> {
    const [row] = await query<{ settled: number }>(this.#source, statement);
    return row?.settled ?? 0;
  }
}
