import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { closeWhenStalled } from './stalled.ts';

const limitMs = 100;
const block = Buffer.alloc(65_536, 'x');
/** More than all buffers on the way hold. */
const endless = function* (): Generator<Buffer> {
  for (;;) yield block;
};

/** An answer on its way to a client that has sent its request. */
const answered = async (answer: (raw: ServerResponse) => void) => {
  const server = createServer((_, raw) => {
    closeWhenStalled(raw, limitMs);
    answer(raw);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => client.destroy());
  client.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n');
  const [, raw] = (await once(server, 'request')) as [unknown, ServerResponse];
  const stop = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { client, raw, stop };
};

describe('the connection of a client', () => {
  it('is closed when it takes nothing of what waits for it', async () => {
    const source = Readable.from(endless());
    const { raw, stop } = await answered((response) => source.pipe(response));
    await once(raw, 'close');
    expect(raw.writableFinished).toBe(false);
    await stop();
  });

  it('stays while nothing waits for it, however long, and is watched again afterwards', async () => {
    const { client, raw, stop } = await answered((response) => response.write('first'));
    client.resume();
    await sleep(4 * limitMs);
    expect(raw.destroyed).toBe(false);
    client.pause();
    Readable.from(endless()).pipe(raw);
    await once(raw, 'close');
    await stop();
  });

  it('stays while it reads now and then', async () => {
    const { client, raw, stop } = await answered((response) => Readable.from(endless()).pipe(response));
    for (let n = 0; n < 10; n += 1) {
      client.resume();
      await sleep(limitMs / 4);
      client.pause();
      await sleep(limitMs / 4);
    }
    expect(raw.destroyed).toBe(false);
    await stop();
  });
});
