import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runBackupCommand } from './backup-command.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

const password = 'p@ss w%rd';

let redis: RunningServer;
let folder: string;
beforeAll(async () => {
  redis = await startRedis({ root, role: 'queue', password });
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command and gives its exit code with what it wrote. */
const run = async (argv: readonly string[], environment: Record<string, string | undefined> = {}) => {
  const written: string[] = [];
  const write = (text: unknown): boolean => written.push(String(text)) > 0;
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  );
  const known = { QUEUE_REDIS_URL: redis.url, COLD_STORAGE_URL: `file://${folder}/cold`, ...environment };
  try {
    const code = await runBackupCommand(argv, known);
    return { code, output: written.join('') };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
};

describe('the backup command', () => {
  it('stores a backup, says what it holds, and fetches it again', async () => {
    const made = await run(['redis']);
    expect(made.code).toBe(0);
    const { backup, bytes } = JSON.parse(made.output) as { backup: string; bytes: number };
    expect(await readdir(join(folder, 'cold/backups/redis-backup'))).toEqual([backup, 'index.json'].sort());

    const fetched = await run(['fetch', 'redis', join(folder, 'fetched')], { QUEUE_REDIS_URL: undefined });
    expect([fetched.code, JSON.parse(fetched.output)]).toEqual([0, { backup, bytes, counts: {} }]);
    expect((await stat(join(folder, 'fetched/dump.rdb'))).size).toBe(bytes);
  });

  it('asks sentinels which Redis it is', async () => {
    const server = createServer((socket) => {
      const port = String(redis.port);
      socket.on('data', () => socket.write(`*2\r\n$9\r\n127.0.0.1\r\n$${port.length}\r\n${port}\r\n`));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const hosts = `127.0.0.1:1,127.0.0.1:${(server.address() as AddressInfo).port},127.0.0.1:2`;
    const { code, output } = await run(['redis'], {
      QUEUE_REDIS_URL: `redis-sentinel://:${encodeURIComponent(password)}@${hosts}#queue`,
      COLD_STORAGE_URL: `file://${folder}/sentinels`,
    });
    expect([code, JSON.parse(output)]).toEqual([0, expect.objectContaining({ expired: 0 })]);
  });

  it('keeps a backup as long as the plan says', async () => {
    const storage = { COLD_STORAGE_URL: `file://${folder}/expiry` };
    for (const [day, expired] of [
      ['2026-11-01', 0],
      ['2026-11-08', 0],
      ['2026-11-09', 1],
    ] as const) {
      vi.useFakeTimers({ now: new Date(`${day}T02:20:00Z`), toFake: ['Date'] });
      const { output } = await run(['redis'], storage);
      vi.useRealTimers();
      expect(JSON.parse(output)).toMatchObject({ expired });
    }
  });

  it.each([
    ['redis', { QUEUE_REDIS_URL: 'redis://127.0.0.1:1' }],
    ['redis', { QUEUE_REDIS_URL: 'redis-sentinel://:secret@127.0.0.1:1,127.0.0.1:2#queue' }],
    ['postgres', { DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/octollm' }],
    ['qdrant', { QDRANT_NODES: 'http://127.0.0.1:1' }],
  ])('fails when %s is down, with an exit code and a sentence', async (plan, environment) => {
    const { code, output } = await run([plan], environment);
    expect([code, output.trim().split('\n')]).toEqual([1, [expect.not.stringContaining('secret')]]);
  });

  it('fails when there is nothing to fetch', async () => {
    const storage = { COLD_STORAGE_URL: `file://${folder}/empty` };
    expect(await run(['fetch', 'redis', join(folder, 'nothing')], storage)).toEqual({
      code: 1,
      output: 'There is no backup in backups/redis-backup.\n',
    });
  });

  it('names every setting that is wrong', async () => {
    const { code, output } = await run(['qdrant'], { COLD_STORAGE_URL: 'ftp://x' });
    expect(code).toBe(78);
    expect(output).toContain('COLD_STORAGE_URL must be');
    expect(output).toContain('QDRANT_NODES is not set');
  });

  it.each([[[]], [['mysql']], [['redis', 'x']], [['fetch', 'redis']], [['fetch', 'mysql', 'x']]])(
    'shows how it is used for %j',
    async (argv) => {
      const { code, output } = await run(argv);
      expect([code, output]).toEqual([2, expect.stringContaining('usage:')]);
    },
  );
});
