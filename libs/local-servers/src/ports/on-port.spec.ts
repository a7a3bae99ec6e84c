import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PortTakenError, ServerStartError } from '../errors.ts';
import { freePort, isPortFree } from './free-port.ts';
import { onPort } from './on-port.ts';

describe('starting on a port', () => {
  let holder: Server;
  let taken: number;

  beforeEach(async () => {
    taken = await freePort();
    holder = createServer().listen(taken, '127.0.0.1');
    await once(holder, 'listening');
  });
  afterEach(() => holder.close());

  it('chooses a free port when none is asked for', async () => {
    expect(await onPort(0, isPortFree)).toBe(true);
    expect(await onPort(undefined, isPortFree)).toBe(true);
  });

  it('uses the port that is asked for', async () => {
    const port = await freePort();
    expect(await onPort(port, (given) => Promise.resolve(given))).toBe(port);
  });

  it('refuses a taken port without starting anything', async () => {
    const start = onPort(taken, () => Promise.reject(new Error('started')));
    await expect(start).rejects.toBeInstanceOf(PortTakenError);
    await expect(start).rejects.toThrow(`Port ${taken} on 127.0.0.1 is taken by`);
  });

  it.runIf(existsSync('/proc/net/tcp'))('names the process that holds the port', async () => {
    await expect(onPort(taken, () => Promise.resolve())).rejects.toThrow(
      new RegExp(`taken by process ${process.pid} \\(.*node.*\\)`),
    );
  });

  it('tries another free port when somebody was faster', async () => {
    const tried = new Set<number>();
    const port = await onPort(undefined, (given) => {
      tried.add(given);
      if (tried.size < 3) throw new ServerStartError('It exited.', ['FATAL: bind: Address already in use']);
      return Promise.resolve(given);
    });
    expect(tried.has(port)).toBe(true);
    expect(tried.size).toBe(3);
  });

  it('says that the port is taken when somebody was faster on a fixed one', async () => {
    const port = await freePort();
    const start = onPort(port, () =>
      Promise.reject(new ServerStartError('It exited.', ['Address already in use'])),
    );
    await expect(start).rejects.toBeInstanceOf(PortTakenError);
  });
});
