import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ServerUnavailableError } from '../errors.ts';
import { query } from '../fixtures/query.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { accountFor } from '../process/account.ts';
import { reachableBin } from './reachable-binaries.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

async function start(dataDir: string, log?: (line: string) => void): Promise<PostgresServer> {
  const server = await startPostgres({
    dataDir,
    password: 'secret',
    durable: false,
    ...(log ? { log } : {}),
  });
  onTestFinished(() => server.stop());
  return server;
}

describe('PostgreSQL started by root', () => {
  it('runs as an unprivileged account that owns the data', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const server = await start(dataDir);
    expect(server.dataDir).toBe(dataDir);
    expect(statSync(dataDir).uid).toBeGreaterThan(0);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('keeps running as the owner of the data, who need not be that account', async () => {
    const dataDir = scratchFolder();
    chownSync(dataDir, 65534, 65534);
    const server = await start(dataDir);
    expect(statSync(join(dataDir, 'PG_VERSION')).uid).toBe(65534);
    await server.stop();
    await start(dataDir);
  });

  it("keeps the data in a reachable folder, always the same, when the wanted one is below root's own", async () => {
    const parent = scratchFolder();
    chmodSync(parent, 0o700);
    const dataDir = join(parent, 'data');
    const lines: string[] = [];
    const first = await start(dataDir, (line) => lines.push(line));
    onTestFinished(() => rmSync(first.dataDir, { recursive: true, force: true }));
    expect(first.dataDir).toMatch(/^\/var\/lib\/octollm\/data-[0-9a-f]{12}$/);
    expect(lines[0]).toMatch(
      /^PostgreSQL runs as \w+, who may not pass through \/.*: its data are in \/var\/lib\/octollm/,
    );
    expect(existsSync(dataDir)).toBe(false);
    await query(first.url, 'CREATE TABLE kept ()');
    await first.stop();

    const second = await start(dataDir);
    expect(second.dataDir).toBe(first.dataDir);
    expect(await query(second.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('never begins anew beside data that became unreachable', async () => {
    const parent = scratchFolder();
    const dataDir = join(parent, 'data');
    await (await start(dataDir)).stop();
    chmodSync(parent, 0o700);
    await expect(start(dataDir)).rejects.toBeInstanceOf(ServerUnavailableError);
    await expect(start(dataDir)).rejects.toThrow(`Allow it with chmod o+x ${parent}`);
  });

  it('makes parents that are missing', async () => {
    const parent = scratchFolder();
    mkdirSync(join(parent, 'a'));
    expect((await start(join(parent, 'a', 'b', 'data'))).dataDir).toBe(join(parent, 'a', 'b', 'data'));
  });

  it("copies the programs once to a reachable folder when npm's are below root's own", async () => {
    const home = scratchFolder();
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin', 'postgres'), 'program', { mode: 0o700 });
    chmodSync(home, 0o700);
    const account = await accountFor(home);
    const binaries = { home, label: `test-${randomUUID()}` };
    const lines: string[] = [];
    const both = [1, 2].map(() => reachableBin(binaries, account, (line) => lines.push(line)));
    const [bin = '', other] = await Promise.all(both);
    onTestFinished(() => rmSync(dirname(bin), { recursive: true, force: true }));
    expect(bin).toBe(`/var/lib/octollm/postgres-${binaries.label}/bin`);
    expect(other).toBe(bin);
    expect(lines[0]).toContain(`${account.name} cannot reach ${home}`);
    expect(statSync(join(bin, 'postgres')).mode & 0o777).toBe(0o755);
    expect(readdirSync('/var/lib/octollm').filter((name) => name.startsWith('.copy-'))).toEqual([]);

    lines.length = 0;
    await reachableBin(binaries, account, (line) => lines.push(line));
    expect(lines).toEqual([]);
  });

  it("uses npm's programs where they can be reached", async () => {
    const home = scratchFolder();
    mkdirSync(join(home, 'bin'));
    const bin = await reachableBin({ home, label: 'unused' }, await accountFor(home), () => undefined);
    expect(bin).toBe(join(home, 'bin'));
  });
});
