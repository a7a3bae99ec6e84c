import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from '../process/error-code.ts';
import { claimPort } from './port-claims.ts';

/** Below what Linux (32768) and IANA (49152) set aside for outgoing connections, which come and go unasked. */
const firstPort = 15_000;
const lastPort = 32_767;

/**
 * A TCP port on 127.0.0.1 that is free now, and that nobody else who asks here is given for the next minute.
 *
 * @throws Error when every port of the range is taken.
 */
export async function freePort(): Promise<number> {
  const count = lastPort - firstPort + 1;
  const start = Math.floor(Math.random() * count);
  for (let tried = 0; tried < count; tried += 1) {
    const port = firstPort + ((start + tried) % count);
    if (claimPort(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`Every TCP port from ${firstPort} to ${lastPort} is taken.`);
}

/** True when nobody listens on this TCP port of 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
