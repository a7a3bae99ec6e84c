import type { DataSource } from 'typeorm';
import { openMonthStatement } from '../budgets/lease-statements.ts';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import type { ModelCall } from './model-call.ts';
import { recordCallsStatement } from './record-calls-statement.ts';

/** Keeps what calls of models through the gateway have used. */
export class ModelCallStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Records a call that no lease has paid for, as one of background work, and charges it to its tenant's month, whatever
   * the cap says: it has been spent. Charging a call again changes nothing.
   */
  async charge(call: Omit<ModelCall, 'leaseId'>): Promise<void> {
    await query(this.#source, openMonthStatement(call.tenantId, call.month));
    // A lease that nobody holds: all that the call cost is spent, and nothing is taken from what is reserved.
    await this.record([{ ...call, leaseId: call.id }], 0);
  }

  /**
   * Whether a tenant has spent all that it may in a month (see `budgetMonth`). Its cap is that of the last call that
   * reserved money; nobody has a cap who never did. What is only held may come back.
   */
  async isSpent(tenantId: string, month: string): Promise<boolean> {
    const rows = await query(
      this.#source,
      sql`
        SELECT 1 FROM budget_accounts
         WHERE tenant_id = ${tenantId} AND kind = 'tenant_month' AND key = ${month}
           AND spent_nano_usd >= cap_nano_usd`,
    );
    return rows.length > 0;
  }

  /**
   * Records calls and charges them to their tenants' months, in one round trip. Recording calls again, as after an
   * answer that was lost, changes nothing.
   * @param leaseMs - how long the leases that paid for them hold from now on, in milliseconds
   * @returns how many were not there yet
   */
  async record(calls: readonly ModelCall[], leaseMs: number): Promise<number> {
    if (calls.length === 0) return 0;
    const [row] = await query<{ recorded: number }>(this.#source, recordCallsStatement(calls, leaseMs));
    return row?.recorded ?? 0;
  }
}
