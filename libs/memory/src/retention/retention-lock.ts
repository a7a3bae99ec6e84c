import type { DataSource } from 'typeorm';
import { guarded } from '../database/errors.ts';
import { run } from '../database/query.ts';
import { sql } from '../database/sql.ts';

/** Any number that no other lock has, the same in every version: `octr` in ASCII. */
const retentionLock = 0x6f637472;

/**
 * Works while it holds the lock of the database that one run of retention has at a time. It belongs to a connection, so
 * it goes with a process that dies; the connection must not lead through a pooler in transaction mode.
 * @returns null, without working, when another run holds the lock
 */
export async function withRetentionLock<Result>(
  source: DataSource,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const runner = source.createQueryRunner();
  try {
    const [row] = await run<{ held: boolean }>(
      runner,
      sql`SELECT pg_try_advisory_lock(${retentionLock}::bigint) AS held`,
    );
    if (row?.held !== true) return null;
    try {
      return await work();
    } finally {
      // A connection that broke has let go by itself; the pool throws it away.
      await run(runner, sql`SELECT pg_advisory_unlock(${retentionLock}::bigint)`).catch(() => undefined);
    }
  } finally {
    await guarded(() => runner.release());
  }
}
