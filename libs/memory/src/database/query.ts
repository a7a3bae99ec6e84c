import type { ClientBase } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { guarded } from './errors.ts';
import { preparedName } from './prepared.ts';
import type { Sql } from './sql.ts';

/** Runs one statement in a transaction of its own and returns its rows. `Row` is what the statement selects. */
export async function query<Row>(source: DataSource, statement: Sql): Promise<Row[]> {
  const runner = source.createQueryRunner();
  try {
    return await run<Row>(runner, statement);
  } finally {
    await runner.release();
  }
}

/**
 * Runs one statement on a connection, inside the transaction that is open there. It is a prepared statement: a pooler
 * in transaction mode has to know those (PgBouncer does since 1.21, with max_prepared_statements above 0).
 */
export async function run<Row>(runner: QueryRunner, { text, values }: Sql): Promise<Row[]> {
  const name = preparedName(text);
  const { rows } = await guarded(async () => {
    const client: ClientBase = await runner.connect();
    return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  });
  return rows;
}

/** Runs several statements as one transaction; it is rolled back when the work throws. */
export async function transaction<Result>(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = source.createQueryRunner();
  try {
    await guarded(() => runner.startTransaction());
    const result = await work(runner);
    await guarded(() => runner.commitTransaction());
    return result;
  } catch (error) {
    await rollBack(runner);
    throw error;
  } finally {
    await runner.release();
  }
}

/** The first error is the one worth reporting: a connection that is gone cannot roll back, and need not. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
}
