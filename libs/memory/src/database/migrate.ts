import { type DataSource, MigrationExecutor } from 'typeorm';
import { migrations, migrationsTable } from './migrations/index.ts';

/** Any number, the same in every version: `octo` in ASCII. */
const migrationLock = 0x6f63746f;

/** Connects, runs what is pending while it holds a lock of the database, and disconnects. */
export async function migrateWithLock(source: DataSource): Promise<string[]> {
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    // The lock belongs to the session and goes with it when the source is closed.
    const done = await new MigrationExecutor(source, runner).executePendingMigrations();
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
