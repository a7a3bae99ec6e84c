import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis, startSentinel } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BackupError } from '../backup-error.ts';
import { keyCounts, rdbOf } from './rdb.ts';
import { backUpRedis } from './redis-backup.ts';
import { RedisConnection } from './redis-connection.ts';
import { redisMaster } from './redis-master.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const password = 'p:ss w@rd';

const bytesOf = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const run = async (url: string, ...commands: readonly (readonly string[])[]): Promise<readonly string[]> => {
  const connection = await RedisConnection.open(url);
  const answers: string[] = [];
  for (const command of commands) {
    connection.send(...command);
    answers.push(await connection.line());
  }
  connection.close();
  return answers;
};

let queue: RunningServer;
beforeAll(async () => {
  queue = await startRedis({ root, role: 'queue', password });
  const sets = Array.from({ length: 500 }, (_, index) => ['SET', `bull:tasks:${index}`, randomUUID()]);
  const large = randomBytes(300_000).toString('base64');
  await run(queue.url, ...sets, ['SET', 'large', large], ['SELECT', '3'], ['SET', 'other', 'database']);
});
afterAll(() => queue.stop());

describe('The master of a Redis', () => {
  it('is known to its sentinels, of which some may be away', async () => {
    const watched = { name: 'queue', port: queue.port, password, quorum: 1, downAfterMs: 5_000 };
    const server = await startSentinel({ root, watched });
    onTestFinished(() => server.stop());
    const away = { host: '127.0.0.1', port: await freePort() };
    const sentinel = { host: '127.0.0.1', port: server.port };
    const sentinels = { sentinels: [away, sentinel], secure: false };
    expect(await redisMaster({ ...sentinels, master: 'queue' })).toBe(`redis://127.0.0.1:${queue.port}`);
    await expect(redisMaster({ ...sentinels, master: 'another' })).rejects.toThrow(BackupError);
  });
});

describe('A backup of Redis', () => {
  it('is a file that another Redis starts from, with every key and value', async () => {
    const files = new Map<string, Buffer>();
    const add = async (name: string, source: AsyncIterable<Uint8Array>): Promise<void> =>
      void files.set(name, await bytesOf(source));
    const counts = await backUpRedis(queue.url)(add);
    expect(Object.keys(counts)).toEqual(['db0', 'db3']);

    const dataDir = await mkdtemp(join(tmpdir(), 'octollm-rdb-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    await writeFile(join(dataDir, 'dump.rdb'), files.get('dump.rdb') ?? '');
    const restored = await startRedis({ root, role: 'cache', dataDir });
    onTestFinished(() => restored.stop());
    expect(await keyCounts(restored.url)).toEqual(counts);
    const read = [
      ['STRLEN', 'bull:tasks:499'],
      ['SELECT', '3'],
      ['STRLEN', 'other'],
    ];
    expect(await run(restored.url, ...read)).toEqual([':36', '+OK', ':8']);
  });

  it('fails with a wrong password', async () => {
    const wrong = queue.url.replace(/:[^:@/]*@/, ':wrong@');
    await expect(bytesOf(rdbOf(wrong))).rejects.toThrow('Redis answers: WRONGPASS');
  });

  it('fails when nobody listens', async () => {
    await expect(bytesOf(rdbOf('redis://127.0.0.1:1'))).rejects.toThrow('The connection to Redis failed.');
  });
});

describe('A backup of something that breaks off or is no Redis', () => {
  const answering = async (answer: string | Buffer): Promise<string> => {
    const server: Server = createServer((socket) => void socket.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  };
  const whole = Buffer.concat([Buffer.from('REDIS0012...'), Buffer.from([0xff, 1, 2, 3, 4, 5, 6, 7, 8])]);

  it('waits through the empty lines of a Redis that prepares its file', async () => {
    const url = await answering(Buffer.concat([Buffer.from(`\n\n$${whole.length}\r\n`), whole]));
    expect((await bytesOf(rdbOf(url))).equals(whole)).toBe(true);
  });

  it.each([
    ['a file that ends early', `$100\r\nREDIS0012`, 'Redis closed the connection.'],
    ['a file without its end', `$12\r\nREDIS0012...`, 'Redis sent no RDB file.'],
    ['another file', `$12\r\nHELLO0012...`, 'Redis sent no RDB file.'],
    ['a refusal', `-NOPERM you may not\r\n`, 'Redis answers: NOPERM you may not'],
    ['something else', `+FULLRESYNC abc 1\r\n`, 'Redis does not say how long its file is.'],
    ['nothing', '', 'Redis closed the connection.'],
  ])('fails with %s', async (_, answer, message) => {
    const url = await answering(answer);
    await expect(bytesOf(rdbOf(url))).rejects.toThrow(message);
  });
});
