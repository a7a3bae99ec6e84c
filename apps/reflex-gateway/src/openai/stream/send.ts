import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { CacheOutcome } from '../chat/chat-backend.ts';

/** Says whether an answer had been given before. */
export const sendCacheOutcome = (reply: FastifyReply, cache: CacheOutcome): void => {
  if (cache !== undefined) reply.header('x-octollm-cache', cache);
};

/** Sends what already is JSON. */
export const sendJson = async (reply: FastifyReply, json: string | Buffer): Promise<void> => {
  await reply.status(200).header('content-type', 'application/json; charset=utf-8').send(json);
};

/**
 * Sends server-sent events as they are made, no faster than the client reads them: what waits is bounded by the
 * connection's own buffer. Ends the iteration when the client goes away.
 */
export const sendEvents = async (
  reply: FastifyReply,
  events: AsyncIterable<string | Buffer>,
): Promise<void> => {
  await reply
    .status(200)
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(events, { objectMode: false }));
};
