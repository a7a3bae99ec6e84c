import { once } from 'node:events';
import { createServer, type ListenOptions, type Server } from 'node:net';
import { findPortHolder } from '@octollm/local-servers';
import { host } from './generated.ts';
import type { HeldPort, PortTable } from './ports.ts';

/** A server that does nothing but listen; undefined when somebody else does. */
const listen = async (where: ListenOptions): Promise<Server | undefined> => {
  const server = createServer((socket) => socket.destroy()).listen(where);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  return server.unref();
};

/** Resolves when it no longer listens, which may have been so before. */
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/**
 * Between the release of a port and the moment when its service listens, another stack that starts would find it free.
 * So a stack also claims its ports by name among stacks, for as long as it runs. The name is an abstract socket
 * (unix(7)), which the kernel drops with the process; only Linux has them, elsewhere two starts at once may collide.
 */
const claim = async (port: number): Promise<Server | undefined> =>
  process.platform === 'linux' ? listen({ path: `\0octollm-port-${port}` }) : createServer();

const hold = async (port: number): Promise<HeldPort | undefined> => {
  const claimed = await claim(port);
  if (claimed === undefined) return undefined;
  const server = await listen({ port, host });
  if (server === undefined) {
    await close(claimed);
    return undefined;
  }
  return {
    release: () => close(server),
    drop: async () => void (await Promise.all([close(server), close(claimed)])),
  };
};

/** The ports of this machine. */
export const machinePorts: PortTable = { hold, holderOf: findPortHolder };
