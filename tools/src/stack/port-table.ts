import { once } from 'node:events';
import { createServer } from 'node:net';
import { findPortHolder } from '@octollm/local-servers';
import { host } from './generated.ts';
import type { HeldPort, PortTable } from './ports.ts';

const hold = async (port: number): Promise<HeldPort | undefined> => {
  const server = createServer((socket) => socket.destroy()).listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
};

/** The ports of this machine. */
export const machinePorts: PortTable = { hold, holderOf: findPortHolder };
