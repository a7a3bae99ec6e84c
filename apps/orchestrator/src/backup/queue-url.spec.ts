import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { queueUrl } from './queue-url.ts';

/** Something that answers like a sentinel which knows a master. */
const sentinel = async (): Promise<number> => {
  const server = createServer((socket) => {
    socket.on('data', () => socket.write('*2\r\n$8\r\n10.0.0.7\r\n$4\r\n6380\r\n'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

describe('The Redis to back up', () => {
  it('is the one that the URL names', async () => {
    expect(await queueUrl('rediss://:secret@redis:6380')).toBe('rediss://:secret@redis:6380');
  });

  it('is the master that a sentinel names, with the password of the URL', async () => {
    const port = await sentinel();
    expect(await queueUrl(`redis-sentinel://:p%40ss@127.0.0.1:${port}#queue`)).toBe(
      'redis://:p%40ss@10.0.0.7:6380',
    );
    expect(await queueUrl(`redis-sentinel://us%25er:p@127.0.0.1:${port}#queue`)).toBe(
      'redis://us%25er:p@10.0.0.7:6380',
    );
    expect(await queueUrl(`redis-sentinel://127.0.0.1:${port}#queue`)).toBe('redis://10.0.0.7:6380');
  });
});
