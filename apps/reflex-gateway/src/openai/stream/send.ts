import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
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

const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
} as const;

/** Resolves when more may be written, or nobody reads any more. */
const untilDrained = (raw: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const goOn = (): void => {
      raw.off('drain', goOn);
      raw.off('close', goOn);
      resolve();
    };
    raw.on('drain', goOn);
    raw.on('close', goOn);
  });

/**
 * Sends server-sent events as they are made, no faster than the client reads them: what waits is bounded by the
 * connection's own buffer. Ends the iteration when the client goes away. The answer begins with the first event.
 *
 * It writes by itself. A stream given to Fastify keeps what belongs to its request from being cleared early: V8 takes all of
 * it over into the heap of what lives long, some 15 kB an answer.
 * @throws what the iteration fails with; the answer is then not ended, so that nobody takes it for whole
 */
export const sendEvents = async (
  reply: FastifyReply,
  events: AsyncIterable<string | Buffer>,
): Promise<void> => {
  const { raw } = reply;
  for await (const event of events) {
    if (raw.destroyed) return;
    if (!raw.headersSent) {
      reply.hijack();
      raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...eventHeaders });
    }
    if (!raw.write(event)) await untilDrained(raw);
  }
  raw.end();
};
