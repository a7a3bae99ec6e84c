import type { FastifyInstance } from 'fastify';

const everyMs = 50;

/**
 * While the service stops, no connection outlives its answer: one that a client keeps open would hold up the stop
 * until it times out. Answers say so in their head; streams whose head is gone are noticed when they are idle.
 */
export const releaseConnections = (server: FastifyInstance, stopping: AbortSignal): void => {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
  stopping.addEventListener('abort', () => {
    const timer = setInterval(() => server.server.closeIdleConnections(), everyMs);
    server.server.once('close', () => clearInterval(timer));
  });
};
