import type { DataSource } from 'typeorm';
import { budgetMonth } from '../budgets/budget-month.ts';
import { run, transaction } from '../database/query.ts';
import { type Sql, sql } from '../database/sql.ts';
import { allowDeletion } from './statements.ts';

/** Idempotency keys that give nothing any more. */
export const expiredKeysStatement = (limit: number): Sql => sql`
  DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM idempotency_keys WHERE expires_at <= now() LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  )) RETURNING 1`;

/**
 * Accounts of budgets that no call touched since the month began and on which nothing is reserved: those of months that
 * are over, of tasks that are not under way, and of sessions that are gone. Months are those of UTC, as accounts name
 * them.
 */
export const settledAccountsStatement = (now: Date, limit: number): Sql => {
  const month = budgetMonth(now.getTime());
  return sql`
    DELETE FROM budget_accounts WHERE ctid = ANY (ARRAY(
      SELECT a.ctid FROM budget_accounts a
       WHERE a.updated_at < ${`${month}-01T00:00:00Z`}::timestamptz
         AND a.reserved_nano_usd = 0 AND a.reserved_tokens = 0 AND a.reserved_calls = 0
         AND CASE a.kind
               WHEN 'tenant_month' THEN a.key < ${month}
               WHEN 'task' THEN NOT EXISTS (
                 SELECT 1 FROM tasks t
                  WHERE t.tenant_id = a.tenant_id AND t.id = a.key::uuid AND t.finished_at IS NULL)
               ELSE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.tenant_id = a.tenant_id AND s.id = a.key)
             END
       LIMIT ${limit}::int FOR UPDATE OF a SKIP LOCKED
    )) RETURNING 1`;
};

/** Rows that go in one transaction. */
const batch = 1_000;

/**
 * Repeats a statement that deletes up to a number of rows until there are no more, each time in a transaction that says
 * that it is retention's. Returns how many went.
 */
export async function deleteAll(
  source: DataSource,
  statement: (limit: number) => Sql,
  signal?: AbortSignal,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { length } = await transaction(source, async (runner) => {
      await run(runner, allowDeletion);
      return run(runner, statement(batch));
    });
    deleted += length;
    if (length < batch || signal?.aborted === true) return deleted;
  }
}
