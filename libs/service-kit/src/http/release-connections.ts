import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

const everyMs = 50;

/**
 * While the service stops, no connection outlives its answer: one that a client keeps open would hold up the stop
 * until it times out. Answers say so in their head; streams whose head is gone are noticed when they are idle.
 * Connections on which nothing ever came, as clients open ahead of need, Node does not count among the idle ones.
 */
export const releaseConnections = (server: FastifyInstance, stopping: AbortSignal): void => {
  /** When each connection was made, in milliseconds of `performance.now`. */
  const connections = new Map<Socket, number>();
  server.server.on('connection', (socket) => {
    connections.set(socket, performance.now());
    socket.once('close', () => connections.delete(socket));
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
  const release = (): void => {
    server.server.closeIdleConnections();
    // The request of a new one may still be on its way.
    const latest = performance.now() - everyMs;
    for (const [socket, connectedAt] of connections)
      if (socket.bytesRead === 0 && connectedAt <= latest) socket.destroy();
  };
  stopping.addEventListener('abort', () => {
    const timer = setInterval(release, everyMs);
    server.server.once('close', () => clearInterval(timer));
  });
};
