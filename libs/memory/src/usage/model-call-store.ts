import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { ModelCall } from './model-call.ts';
import { recordCallsStatement } from './record-calls-statement.ts';

/** Keeps what calls of models through the gateway have used. */
export class ModelCallStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
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
