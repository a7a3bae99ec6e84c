import { InternalError, newId } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type {
  AccountKind,
  BudgetAmount,
  BudgetCaps,
  BudgetStop,
  Reservation,
  ReservationRequest,
} from './amount.ts';
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

/**
 * The accounts of budgets, shared by all replicas. A call reserves the most it may use before it is made and settles
 * what it did use afterwards, so what is spent and what is reserved stay together within every cap: a cap is passed
 * only by a call that reports more than it had reserved, which is counted as reported.
 */
export class BudgetLedger {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Reserves what a call may use on the accounts of its task, its session if it has one and its tenant's month: on
   * all of them or on none. One round trip, three for the first call of a task, whose account is not there yet.
   * The caps given are those that hold.
   */
  async reserve(tenantId: string, request: ReservationRequest, caps: BudgetCaps): Promise<ReserveResult> {
    const id = newId();
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
   * Ends a reservation and counts what the call used, which may be more than was reserved.
   * @param actual - null for a call that never reported: it counts as all that it had reserved
   * @returns whether it was open: a second settlement changes nothing, nor does one after `settleOpen`
   */
  async settle({ tenantId, id }: Reservation, actual: BudgetAmount | null): Promise<boolean> {
    const statement = statements.settleOneStatement(tenantId, id, actual);
    return (await this.#settled(statement)) > 0;
  }

  /**
   * Settles, at what they reserved, the calls of a task that nobody will report on: those of a lost holder when the
   * task is taken over, or all when it has ended. Returns how many.
   */
  settleOpen(tenantId: string, taskId: string): Promise<number> {
    return this.#settled(statements.settleOpenStatement(tenantId, taskId));
  }

  /**
   * Settles, at what they reserved, calls whose task ended at least `endedForMs` ago without a holder, as one does that
   * is cancelled after its holder was lost. Of all tenants: it only closes what nobody can report on any more.
   */
  settleEnded(options: { endedForMs: number; limit: number }): Promise<number> {
    return this.#settled(statements.settleEndedStatement(options.endedForMs, options.limit));
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

  async #settled(statement: ReturnType<typeof statements.settleOpenStatement>): Promise<number> {
    const [row] = await query<{ settled: number }>(this.#source, statement);
    return row?.settled ?? 0;
  }
}
