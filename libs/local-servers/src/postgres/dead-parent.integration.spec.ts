import { chmodSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOwner } from '../fixtures/own-server.ts';
import { query } from '../fixtures/query.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { isAlive } from '../process/process-info.ts';
import { startPostgres } from './start-postgres.ts';

const password = 'of the owner';

describe('PostgreSQL whose parent is killed with SIGKILL', () => {
  it('stops by itself, and the next start has the data', async () => {
    const dataDir = scratchFolder();
    const owner = await startOwner('postgres', dataDir);
    await query(owner.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    await owner.crash();
    await vi.waitFor(() => expect(isAlive(owner.pid)).toBe(false), { timeout: 10_000 });

    const server = await startPostgres({ dataDir, password });
    onTestFinished(() => server.stop());
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('is waited for by a start that follows at once, on the same port', async () => {
    const dataDir = scratchFolder();
    const owner = await startOwner('postgres', dataDir);
    await query(owner.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const port = Number(new URL(owner.url).port);
    await owner.crash();

    const server = await startPostgres({ dataDir, password, port });
    onTestFinished(() => server.stop());
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
  });

  it('and that is killed itself leaves busy children that the next start waits for', async () => {
    const dataDir = scratchFolder();
    const owner = await startOwner('postgres', dataDir);
    await query(owner.url, 'CREATE TABLE kept AS SELECT 42 AS n');
    const counting = query(owner.url, 'SELECT count(*) FROM generate_series(1, 20000000)').catch(String);
    const active =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%series%'";
    await vi.waitFor(async () => expect(await query(owner.url, active)).toEqual([{ n: 2 }]));
    process.kill(owner.pid, 'SIGKILL');
    await owner.crash();

    const server = await startPostgres({ dataDir, password });
    onTestFinished(() => server.stop());
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
    await counting;
  });

  it('takes its data along when they are to be thrown away', async () => {
    const dataDir = join(scratchFolder(), 'data');
    chmodSync(dirname(dataDir), 0o1777);
    const owner = await startOwner('throw-away', dataDir);
    expect(existsSync(dataDir)).toBe(true);
    await owner.crash();
    await vi.waitFor(() => expect(existsSync(dataDir)).toBe(false), { timeout: 10_000 });
    expect(isAlive(owner.pid)).toBe(false);
  });
});
