import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PortTakenError } from '../errors.ts';
import { startOwner } from '../fixtures/own-server.ts';
import { scratchFolder } from '../fixtures/scratch.ts';
import { isAlive } from '../process/process-info.ts';
import type { RunningServer } from '../running-server.ts';
import { type RedisOptions, startRedis } from './start-redis.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const password = 'a "quoted" \\ secret';

async function start(options: Partial<RedisOptions> & Pick<RedisOptions, 'role'>): Promise<RunningServer> {
  const server = await startRedis({ root, password, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function using<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

const setting = (redis: Redis, name: string): Promise<unknown> => redis.config('GET', name);

describe('Redis as a child process', () => {
  it('evicts nothing and appends to disk as the queue', async () => {
    const server = await start({ role: 'queue' });
    await using(server.url, async (redis) => {
      expect(await setting(redis, 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
      expect(await setting(redis, 'appendonly')).toEqual(['appendonly', 'yes']);
      expect(await setting(redis, 'appendfsync')).toEqual(['appendfsync', 'everysec']);
      expect(await setting(redis, 'bind')).toEqual(['bind', '127.0.0.1']);
    });
  });

  it('forgets the oldest above 64 MB and writes nothing as the cache', async () => {
    const server = await start({ role: 'cache' });
    await using(server.url, async (redis) => {
      expect(await setting(redis, 'maxmemory-policy')).toEqual(['maxmemory-policy', 'allkeys-lru']);
      expect(await setting(redis, 'maxmemory')).toEqual(['maxmemory', String(64 * 1024 * 1024)]);
      expect(await setting(redis, 'appendonly')).toEqual(['appendonly', 'no']);
      expect(await setting(redis, 'save')).toEqual(['save', '']);
    });
  });

  it('keeps the queue over a restart in the same folder', async () => {
    const dataDir = scratchFolder();
    const first = await start({ role: 'queue', dataDir });
    await using(first.url, (redis) => redis.set('job', 'waiting'));
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start({ role: 'queue', dataDir });
    expect(await using(second.url, (redis) => redis.get('job'))).toBe('waiting');
  });

  it('removes its temporary folder when none was given', async () => {
    const server = await start({ role: 'queue' });
    const folder = await using(server.url, async (redis) =>
      String(((await redis.config('GET', 'dir')) as string[])[1]),
    );
    expect(existsSync(folder)).toBe(true);
    await server.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it('lets nobody in without the password', async () => {
    const server = await start({ role: 'cache' });
    await expect(using(`redis://127.0.0.1:${server.port}`, (redis) => redis.get('x'))).rejects.toThrow(
      /NOAUTH|closed/,
    );
    await expect(
      using(`redis://:guessed@127.0.0.1:${server.port}`, (redis) => redis.get('x')),
    ).rejects.toThrow(/NOAUTH|WRONGPASS|closed/);
  });

  it('needs none when none is given', async () => {
    const server = await startRedis({ root, role: 'cache' });
    onTestFinished(() => server.stop());
    expect(await using(server.url, (redis) => redis.set('x', '1'))).toBe('OK');
  });

  it('names the holder of a taken port', async () => {
    const other = await start({ role: 'cache' });
    const taken = start({ role: 'cache', port: other.port });
    await expect(taken).rejects.toBeInstanceOf(PortTakenError);
    await expect(taken).rejects.toThrow(`taken by process ${other.pid} (`);
  });

  it('stops when its parent is killed, and the next start at once has the queue', async () => {
    const dataDir = scratchFolder();
    const owner = await startOwner('redis', dataDir, root);
    await using(owner.url, (redis) => redis.set('job', 'waiting'));
    const port = Number(new URL(owner.url).port);
    await owner.crash();
    const server = await start({ role: 'queue', dataDir, port, password: 'of the owner' });
    expect(await using(server.url, (redis) => redis.get('job'))).toBe('waiting');
    await vi.waitFor(() => expect(isAlive(owner.pid)).toBe(false));
  });
});
