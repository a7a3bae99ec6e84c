import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '@octollm/local-servers';
import { describe, expect, it } from 'vitest';
import { machinePorts } from './port-table.ts';

describe('a port of the machine', () => {
  it('is not given while somebody listens on it', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await machinePorts.hold(port)).toBeUndefined();
    server.close();
    await once(server, 'close');
    expect(await machinePorts.hold(port)).toBeDefined();
  });

  it('can be listened on once it is released', async () => {
    const port = await freePort();
    await (await machinePorts.hold(port))?.release();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(server.listening).toBe(true);
    server.close();
  });

  it('is free again after it was dropped, released before or not', async () => {
    const port = await freePort();
    await (await machinePorts.hold(port))?.drop();
    const again = await machinePorts.hold(port);
    await again?.release();
    await again?.drop();
    expect(await machinePorts.hold(port)).toBeDefined();
  });

  it.runIf(process.platform === 'linux')(
    'is not given to a second stack after its release, while its service is not listening yet',
    async () => {
      const port = await freePort();
      await (await machinePorts.hold(port))?.release();
      expect(await machinePorts.hold(port)).toBeUndefined();
    },
  );
});
