import pg from 'pg';
import { BackupError } from '../backup-error.ts';
import { transientTables } from './transient-tables.ts';

const tables = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND relname <> ALL ($1::text[])
  ORDER BY relname`;

/**
 * The rows of every table but the transient ones, all at one moment. It reads whole tables.
 * @throws BackupError when the database does not answer
 */
export const rowCounts = async (url: string): Promise<Readonly<Record<string, number>>> => {
  const client = new pg.Client({ connectionString: url, application_name: 'backup' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ readonly name: string }>(tables, [transientTables]);
    const counts: [string, number][] = [];
    for (const { name } of rows) {
      const { rows: counted } = await client.query<{ readonly count: string }>(
        `SELECT count(*) FROM public.${pg.escapeIdentifier(name)}`,
      );
      counts.push([name, Number(counted[0]?.count)]);
    }
    return Object.fromEntries(counts);
  } catch (error) {
    throw new BackupError('The rows of the database cannot be counted.', { cause: error });
  } finally {
    await client.end();
  }
};
