import type { FastifyReply } from 'fastify';

/** Aborted when the connection of the client closes before its answer is complete. */
export const goneOf = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  const { raw } = reply;
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(new ClientGoneError());
  });
  if (raw.destroyed) gone.abort(new ClientGoneError());
  return gone.signal;
};

/** Nobody waits for the answer any more. */
export class ClientGoneError extends Error {
  constructor() {
    super('The client has gone away.');
    this.name = 'ClientGoneError';
  }
}
