import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RedisConnection } from './redis-connection.ts';
import { redisMaster } from './redis-master.ts';

const listening = async (host: string, answer: (socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => answer(socket.on('error', () => socket.destroy())));
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

describe('The sentinels of a Redis', () => {
  it('are asked in TLS when its connections are encrypted', async () => {
    const firstBytes: (number | undefined)[] = [];
    const port = await listening('127.0.0.1', (socket) =>
      socket.once('data', (bytes: Buffer) => {
        firstBytes.push(bytes[0]);
        socket.destroy();
      }),
    );
    const sentinels = [{ host: '127.0.0.1', port }];
    await expect(redisMaster({ sentinels, master: 'queue', secure: true })).rejects.toThrow('No sentinel');
    const handshake = 22;
    expect(firstBytes).toEqual([handshake]);
  });

  it('may listen on IPv6, and so may the master', async () => {
    const answer = '*2\r\n$8\r\nfd00::17\r\n$4\r\n6380\r\n';
    const port = await listening('::1', (socket) => socket.once('data', () => socket.write(answer)));
    const sentinels = [{ host: '::1', port }];
    expect(await redisMaster({ sentinels, master: 'queue', secure: false })).toBe('redis://[fd00::17]:6380');
  });
});

describe('A connection to Redis', () => {
  it.each(['redis-sentinel://:secret@a:1,b:2#queue', 'redis-sentinel://:secret@a:1#queue', 'secret'])(
    'to %s is refused without a word of the URL',
    async (url) => {
      const refused: unknown = await RedisConnection.open(url).catch((error: unknown) => error);
      expect(refused).toMatchObject({ message: 'The URL of Redis is neither redis:// nor rediss://.' });
      expect(Object.values(refused as object).join()).not.toContain('secret');
    },
  );
});
