import type { FastifyReply } from 'fastify';
import { closeWhenStalled } from './stalled.ts';

/** Aborted when the connection of the client closes before its answer is complete. */
const goneOf = (reply: FastifyReply): AbortSignal => {
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

/**
 * Answers a request, unless its client goes away: then nobody is left to hear what went wrong. Who stops to read has
 * gone away, too.
 */
export const untilGone = async (
  reply: FastifyReply,
  answer: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const signal = goneOf(reply);
  closeWhenStalled(reply.raw);
  try {
    await answer(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
