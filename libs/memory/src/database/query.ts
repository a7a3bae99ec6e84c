import { UnavailableError } from '@octollm/contracts';
import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { watchConnect, watchStatement } from './database-watch.ts';
import { guarded, isQueryTimeout } from './errors.ts';
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
  const { rows } = await onConnection(runner, async () => {
    const client: Client = await watchConnect(runner, () => runner.connect());
    return watchStatement(runner, text, () =>
      client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) }),
    );
  });
  return rows;
}

/**
 * Uses the connection of a runner. After a statement that was not answered in time it is closed, so that the pool does
 * not give it to anybody again: pg leaves it open, and what is sent next would wait behind the statement.
 */
async function onConnection<Result>(runner: QueryRunner, use: () => Promise<Result>): Promise<Result> {
  try {
    return await guarded(use);
  } catch (error) {
    if (error instanceof UnavailableError && isQueryTimeout(error.cause)) {
      const client: Client = await runner.connect();
      // Not awaited: how long a connection that hangs takes to close is nobody's concern.
      void client.end();
    }
    throw error;
  }
}

/** Runs several statements as one transaction; it is rolled back when the work throws. */
export async function transaction<Result>(
  source: DataSource,
  work: (runner: QueryRunner) => Promise<Result>,
): Promise<Result> {
  const runner = source.createQueryRunner();
  try {
    await onConnection(runner, async () => {
      await watchConnect(runner, () => runner.connect());
      await runner.startTransaction();
    });
    const result = await work(runner);
    await onConnection(runner, () => runner.commitTransaction());
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
  if (runner.isTransactionActive)
    await onConnection(runner, () => runner.rollbackTransaction()).catch(() => undefined);
}
