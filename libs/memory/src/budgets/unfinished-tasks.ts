import { isTerminal, TaskStatus } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type Sql, sql } from '../database/sql.ts';

const unfinished = TaskStatus.options.filter((status) => !isTerminal(status));

/** Counts over the index on the status, and no further than `atMost`. */
export const unfinishedStatement = (tenantId: string, atMost: number): Sql => sql`
  SELECT count(*)::int AS count FROM (
    SELECT 1 FROM tasks WHERE tenant_id = ${tenantId} AND status = ANY (${unfinished}::text[]) LIMIT ${atMost}::int
  ) tasks`;

/** How many tasks of a tenant have not ended. */
export class UnfinishedTasks {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /** The number, or `atMost` when there are more. */
  async count(tenantId: string, atMost: number): Promise<number> {
    const [row] = await query<{ count: number }>(this.#source, unfinishedStatement(tenantId, atMost));
    return row?.count ?? 0;
  }
}
