import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PortTakenError, ServerStartError, ServerUnavailableError } from '../errors.ts';
import { query } from '../fixtures/query.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { freePort } from '../ports/free-port.ts';
import { isRoot } from '../process/account.ts';
import { isAlive } from '../process/process-info.ts';
import { type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';

const password = 'tell "nobody" this';

async function start(options: Partial<PostgresOptions> & { dataDir: string }): Promise<PostgresServer> {
  const server = await startPostgres({ password, durable: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

describe('PostgreSQL as a child process', () => {
  it('makes the database, keeps its data over a restart and over a crash', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const first = await start({ dataDir, database: 'octo "llm"', durable: true });
    await query(first.url, 'CREATE TABLE kept (n int)');
    await query(first.url, 'INSERT INTO kept VALUES (1)');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await start({ dataDir, database: 'octo "llm"', durable: true });
    await query(second.url, 'INSERT INTO kept VALUES (2)');
    await second.kill();
    expect(isAlive(second.pid)).toBe(false);

    const third = await start({ dataDir, database: 'octo "llm"', durable: true });
    expect(await query(third.url, 'SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('starts an initialised folder in well under a second', async () => {
    const dataDir = scratchFolder();
    await (await start({ dataDir })).stop();
    const begun = performance.now();
    await start({ dataDir });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('uses UTF8, C.UTF-8 and data checksums, and fsync unless told otherwise', async () => {
    const server = await start({ dataDir: scratchFolder(), durable: true });
    const encoding =
      'SELECT pg_encoding_to_char(encoding) AS encoding, datlocale FROM pg_database WHERE datname = ';
    expect(await query(server.url, `${encoding} current_database()`)).toEqual([
      { encoding: 'UTF8', datlocale: 'C.UTF-8' },
    ]);
    expect(await query(server.url, "SELECT upper('é') AS up")).toEqual([{ up: 'É' }]);
    expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(server.url, 'SHOW data_checksums')).toEqual([{ data_checksums: 'on' }]);
  });

  it('takes settings and another superuser', async () => {
    const server = await start({
      dataDir: scratchFolder(),
      user: 'octo',
      settings: { max_connections: '17' },
    });
    expect(await query(server.url, 'SELECT current_user AS who')).toEqual([{ who: 'octo' }]);
    expect(await query(server.url, 'SHOW max_connections')).toEqual([{ max_connections: '17' }]);
    expect(await query(server.url, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
  });

  it('lets nobody in without the password', async () => {
    const dataDir = scratchFolder();
    const server = await start({ dataDir });
    const wrong = new URL(server.url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    wrong.password = '';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password/);
    await server.stop();

    const restart = start({ dataDir, password: 'another' });
    await expect(restart).rejects.toBeInstanceOf(ServerStartError);
    await expect(restart).rejects.toThrow('refuses the password of user postgres');
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false);
  });

  it('keeps the password off command lines, logs and the disk', async () => {
    const dataDir = scratchFolder();
    const lines: string[] = [];
    const server = await start({ dataDir, log: (line) => lines.push(line) });
    await query(server.url, 'SELECT 1');
    expect(lines.join('\n')).toContain('ready to accept connections');
    expect(lines.join('\n')).not.toContain(password);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(readFileSync(join(dataDir, 'postmaster.opts'), 'utf8')).not.toContain(password);
  });

  it('listens on 127.0.0.1 only and has no unix socket', async () => {
    const dataDir = scratchFolder();
    const lines: string[] = [];
    const server = await start({ dataDir, log: (line) => lines.push(line) });
    const listening = lines.filter((line) => line.includes('listening on'));
    expect(listening).toHaveLength(1);
    expect(listening[0]).toContain(`"127.0.0.1", port ${server.port}`);
  });

  it('names the holder of a taken port and leaves nothing running', async () => {
    const dataDir = scratchFolder();
    const port = await freePort();
    const other = await start({ dataDir: scratchFolder(), port });
    const taken = start({ dataDir, port });
    await expect(taken).rejects.toBeInstanceOf(PortTakenError);
    await expect(taken).rejects.toThrow(
      new RegExp(`^Port ${port} on 127.0.0.1 is taken by process ${other.pid} \\(.*postgres`),
    );
  });

  it("understands PostgreSQL's own complaint when the port is taken in between", async () => {
    const other = await start({ dataDir: scratchFolder() });
    // The port that is checked is free, the one it then binds is not.
    const settings = { port: String(other.port) };
    const late = start({ dataDir: scratchFolder(), port: await freePort(), settings });
    await expect(late).rejects.toBeInstanceOf(PortTakenError);
  });

  it('tells the last log lines when it does not come up', async () => {
    const broken = start({ dataDir: scratchFolder(), settings: { shared_buffers: 'plenty' } });
    await expect(broken).rejects.toBeInstanceOf(ServerStartError);
    await expect(broken).rejects.toThrow(
      /exited with code 1.*invalid value for parameter "shared_buffers": "plenty"/s,
    );
  });

  it('refuses a folder that holds something else, and leaves it alone', async () => {
    const dataDir = scratchFolder();
    writeFileSync(join(dataDir, 'thesis.txt'), 'all of it');
    await expect(start({ dataDir })).rejects.toBeInstanceOf(ServerUnavailableError);
    expect(readFileSync(join(dataDir, 'thesis.txt'), 'utf8')).toBe('all of it');
  });

  it('begins anew when an earlier start died while it initialised', async () => {
    const dataDir = scratchFolder();
    for (const name of ['.initialising-x1y2z3', 'base']) mkdirSync(join(dataDir, name));
    writeFileSync(join(dataDir, 'base', 'half'), '');
    const server = await start({ dataDir });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir)).not.toContain('.initialising-x1y2z3');
  });
});

describe('PostgreSQL on a folder that a previous run left', () => {
  it('stops the one that still runs', async () => {
    const dataDir = scratchFolder();
    const lines: string[] = [];
    const first = await start({ dataDir });
    await query(first.url, 'CREATE TABLE kept ()');
    const second = await start({ dataDir, port: first.port, log: (line) => lines.push(line) });
    expect(await first.exited).toBe(0);
    expect(lines[0]).toBe(
      `A previous run left PostgreSQL running as process ${first.pid}: it is stopped first`,
    );
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('is not held up by a lock file whose process id a stranger has', async () => {
    const dataDir = scratchFolder();
    await (await start({ dataDir })).stop();
    // PostgreSQL takes any living process of its own user for a server.
    const { uid, gid } = statSync(dataDir);
    const stranger = spawn('sleep', ['60'], isRoot() ? { uid, gid } : {});
    onTestFinished(() => void stranger.kill());
    writeFileSync(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n`);
    const server = await start({ dataDir });
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode).toBeNull();
  });

  it('is not held up by a lock file of a dead process', async () => {
    const dataDir = scratchFolder();
    const first = await start({ dataDir });
    await first.kill();
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(true);
    expect((await start({ dataDir })).pid).not.toBe(first.pid);
  });
});
