import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf, readsOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import type { Reads } from '../database/replicas/reads.ts';
import { encodeCursor } from '../tasks/cursor.ts';
import type { Action, ActionQuery, NewAction } from './action.ts';
import * as statements from './statements.ts';

/** What the arms of a tenant did. Retention deletes it after 90 days, with its task or before. */
export class ActionLog {
  readonly #source: DataSource;
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
    this.#reads = readsOf(database);
  }

  /** Adds entries in the order in which they are given. */
  async record(tenantId: string, actions: readonly NewAction[]): Promise<void> {
    if (actions.length > 0) await query(this.#source, statements.recordStatement(tenantId, actions));
  }

  /**
   * A page of the log, newest first.
   * @throws InvalidRequestError that points at /cursor when the cursor is not one of this log.
   */
  async list(
    tenantId: string,
    page: ActionQuery,
  ): Promise<{ items: readonly Action[]; nextCursor: string | null }> {
    const rows = await this.#reads.query<Action>(statements.listStatement(tenantId, page));
    const items = rows.slice(0, page.limit);
    const last = items.at(-1);
    const more = rows.length > page.limit && last !== undefined;
    return { items, nextCursor: more ? encodeCursor({ createdAt: last.at, id: last.id }) : null };
  }
}
