import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { sql } from '../database/sql.ts';

export const replicaChannel = 'octollm_replicas';

/** PostgreSQL takes a payload of less than 8,000 bytes (https://www.postgresql.org/docs/current/sql-notify.html). */
export const longestMessage = 7_999;

/**
 * Tells the replicas of a service what none of them needs to keep. A message reaches those that listen at that moment
 * (`TaskChangeFeed.onMessage`), its sender among them and in the order in which it sent, or it is lost. Nothing of it is
 * written to a table.
 */
export class ReplicaMessages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Sends messages of at most `longestMessage` bytes each, in their order, and without waiting for a disk: what is lost
   * with the server would be lost anyway.
   * @throws StatementError when one is too long, UnavailableError
   */
  async send(messages: readonly string[]): Promise<void> {
    await query(
      dataSourceOf(this.#database),
      sql`WITH quickly AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
          SELECT pg_notify(${replicaChannel}, message)
            FROM quickly, unnest(${messages}::text[]) WITH ORDINALITY AS sent (message, place) ORDER BY place`,
    );
  }
}
