import { setTimeout } from 'node:timers/promises';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { migrations, migrationsTable } from './migrations/index.ts';

/** Any number, the same in every version: `octo` in ASCII. */
const migrationLock = 0x6f63746f;

const lockPollMs = 100;

/**
 * Asks again and again instead of waiting: an index that is built concurrently waits for every statement that has begun
 * before it, one that waits for this lock as well, which would be a deadlock. The lock belongs to the session and goes
 * with it when the source is closed.
 */
const takeLock = async (runner: QueryRunner): Promise<void> => {
  for (;;) {
    const [{ taken }]: [{ taken: boolean }] = await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [
      migrationLock,
    ]);
    if (taken) return;
    await setTimeout(lockPollMs);
  }
};

/** Connects, runs what is pending while it holds a lock of the database, and disconnects. */
export async function migrateWithLock(source: DataSource): Promise<string[]> {
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    await takeLock(runner);
    const executor = new MigrationExecutor(source, runner);
    // Some do without a transaction, to build indexes that nobody has to wait for.
    executor.transaction = 'each';
    const done = await executor.executePendingMigrations();
    await runner.release();
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** Which migrations the database has not seen. Changes nothing, so a role without DDL rights may ask. */
export async function pendingNames(source: DataSource): Promise<string[]> {
  const [{ found }]: [{ found: boolean }] = await source.query(
    'SELECT to_regclass($1) IS NOT NULL AS found',
    [migrationsTable],
  );
  const rows: { name: string }[] = found ? await source.query(`SELECT name FROM ${migrationsTable}`) : [];
  const seen = new Set(rows.map(({ name }) => name));
  return migrations.map(({ name }) => name).filter((name) => !seen.has(name));
}
