import { execFile } from 'node:child_process';
import { access, chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type PostgresServer, startPostgres } from '@octollm/local-servers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Database } from '../../database/database.ts';
import { baseBackup } from './base-backup.ts';
import { backUpPostgres } from './postgres-backup.ts';
import { rowCounts } from './row-counts.ts';
import { transientTables } from './transient-tables.ts';

const password = 'secret';
const sql = async (url: string, ...statements: readonly string[]): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let last: unknown = '';
  for (const statement of statements) {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    last = Object.values(rows[0] ?? {})[0];
  }
  await client.end();
  return String(last);
};

const write = (note: string): string => `INSERT INTO notes SELECT '${note}' FROM generate_series(1, 1000)`;

let scratch: string;
let archive: string;
let server: PostgresServer;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'octollm-backup-'));
  archive = join(scratch, 'archive');
  await mkdir(archive);
  // PostgreSQL may run as another user than the test.
  for (const folder of [scratch, archive]) await chmod(folder, 0o777);
  server = await startPostgres({
    dataDir: join(scratch, 'data'),
    password,
    durable: false,
    throwAway: true,
    settings: { archive_mode: 'on', archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f` },
  });
  await sql(server.url, 'CREATE TABLE notes (note text)', write('before the backup'));
});
afterAll(async () => {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** Takes a backup and unpacks it as an operator would. */
const restoredFolder = async (name: string) => {
  const counts = await backUpPostgres(server.url)(async (file, source) =>
    writeFile(join(scratch, `${name}-${file}`), source),
  );
  const folder = join(scratch, name);
  await mkdir(folder, { mode: 0o700 });
  await promisify(execFile)('tar', ['-xzf', join(scratch, `${name}-base.tar.gz`), '-C', folder]);
  const { uid, gid } = await stat(join(folder, 'PG_VERSION'));
  await chown(folder, uid, gid);
  return { folder, counts };
};

const startRestored = async (dataDir: string, settings: Record<string, string>): Promise<PostgresServer> => {
  const restored = await startPostgres({ dataDir, password, durable: false, throwAway: true, settings });
  onTestFinished(() => restored.stop());
  return restored;
};

describe('A base backup of PostgreSQL', () => {
  it('starts by itself, with the rows that were counted', async () => {
    const { folder, counts } = await restoredFolder('alone');
    expect(counts).toEqual({ notes: 1_000 });
    const restored = await startRestored(folder, { archive_mode: 'off' });
    expect(await rowCounts(restored.url)).toEqual(counts);
  });

  it('and the archived log lead back to a point in time: what came after it is gone, what came before is there', async () => {
    const { folder } = await restoredFolder('point-in-time');
    await sql(server.url, write('after the backup'));
    const target = await sql(server.url, 'SELECT pg_sleep(0.01)', 'SELECT clock_timestamp()::text');
    const mistake = [write('the mistake'), 'SELECT pg_walfile_name(pg_switch_wal())'];
    const file = await sql(server.url, 'DELETE FROM notes', ...mistake);
    await vi.waitFor(() => access(join(archive, file)), { timeout: 20_000, interval: 50 });

    await writeFile(join(folder, 'recovery.signal'), '');
    const { uid, gid } = await stat(folder);
    await chown(join(folder, 'recovery.signal'), uid, gid);
    const restored = await startRestored(folder, {
      archive_mode: 'off',
      restore_command: `cp ${archive}/%f %p`,
      recovery_target_time: target,
      recovery_target_action: 'promote',
    });
    const notes =
      'SELECT string_agg(note || n, $$, $$ ORDER BY note) FROM (SELECT note, count(*) n FROM notes GROUP BY note) AS notes';
    expect(await sql(restored.url, notes)).toBe('after the backup1000, before the backup1000');
  });

  it('is compared by all tables but those whose rows come and go', async () => {
    await sql(server.url, 'CREATE DATABASE octollm');
    const url = server.url.replace(/\/postgres$/, '/octollm');
    const database = await Database.open({ url, poolSize: 1, applicationName: 'test' });
    onTestFinished(() => database.close());
    await database.migrate();
    const names = await sql(
      url,
      "SELECT json_agg(tablename)::text FROM pg_tables WHERE schemaname = 'public'",
    );
    const all = JSON.parse(names) as readonly string[];
    expect(all).toEqual(expect.arrayContaining([...transientTables]));
    const compared = all.filter((name) => !transientTables.some((transient) => transient === name));
    expect(Object.keys(await rowCounts(url)).sort()).toEqual(compared.sort());
  });

  it('is refused to who may not replicate', async () => {
    await sql(server.url, "CREATE ROLE reader LOGIN PASSWORD 'secret'");
    const url = server.url.replace('//postgres:', '//reader:');
    await expect(baseBackup(url).next()).rejects.toThrow('PostgreSQL makes no base backup');
  });

  it('fails when nobody answers', async () => {
    const nobody = 'postgresql://postgres@127.0.0.1:1/postgres';
    await expect(baseBackup(nobody).next()).rejects.toThrow('PostgreSQL makes no base backup');
  });

  it('fails when it is not stored', async () => {
    const full = backUpPostgres(server.url)(async () => {
      throw new Error('the storage is full');
    });
    await expect(full).rejects.toThrow('the storage is full');
  });
});
