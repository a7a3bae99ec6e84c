import { type Database, readsOf } from '../database/database.ts';
import { toDollars } from '../database/money.ts';
import type { Reads } from '../database/replicas/reads.ts';
import { encodeCursor } from './cursor.ts';
import { type HistoryQuery, type HistoryRow, historyStatement } from './statements/history.ts';

/** What became of a task. */
export interface PastTask extends Omit<HistoryRow, 'costNanoUsd'> {
  readonly costUsd: number;
}

/** What became of the tenant's tasks, for whoever plans the next one. Tasks in cold storage are not in it. */
export class TaskHistory {
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#reads = readsOf(database);
  }

  /**
   * A page of the tasks that have ended, newest first.
   * @throws InvalidRequestError that points at /cursor when the cursor is not one of this history.
   */
  async list(
    tenantId: string,
    page: HistoryQuery,
  ): Promise<{ items: readonly PastTask[]; nextCursor: string | null }> {
    const rows = await this.#reads.query<HistoryRow>(historyStatement(tenantId, page));
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ costNanoUsd, ...task }) => ({ ...task, costUsd: toDollars(costNanoUsd) })),
      nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(last) : null,
    };
  }
}
