import type { HealingAct } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type HealingActRow, healingStatement, recordStatement } from './audit-statements.ts';

/** What replicas do by themselves to mend something. It belongs to the platform, so no method takes a tenant. */
export class OperationsAudit {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * Writes an act down; only retention deletes it.
   * @param id UUID of the act; the same one again is not written twice
   * @throws UnavailableError when the database does not answer
   */
  async record(id: string, act: HealingAct): Promise<void> {
    await query(this.#source, recordStatement(id, act));
  }

  /** The acts of the last minutes, newest first, 100 at most. */
  async recent(minutes: number): Promise<HealingAct[]> {
    const rows = await query<HealingActRow>(this.#source, healingStatement(minutes));
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
