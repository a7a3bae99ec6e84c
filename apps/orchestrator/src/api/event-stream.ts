import { Readable } from 'node:stream';
import { LinkedAbort } from '@octollm/engine';
import type { FastifyReply } from 'fastify';

/** Milliseconds of silence after which a stream tells that it is still there. */
export const heartbeatMs = 15_000;

/** A comment, which readers skip. */
export const heartbeatText = ': heartbeat\n\n';

/** Aborted when the connection of the client closes. */
export const goneOf = (reply: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  if (reply.raw.destroyed) gone.abort();
  return gone.signal;
};

/** Aborted when the connection of the client closes, or the service stops. */
export const goneOrStopped = (reply: FastifyReply, stopping: AbortSignal): AbortSignal => {
  const end = new LinkedAbort(stopping);
  const gone = goneOf(reply);
  const onGone = (): void => {
    end.unlink();
    end.abort(gone.reason);
  };
  if (gone.aborted) onGone();
  else gone.addEventListener('abort', onGone, { once: true });
  return end.signal;
};

/** Sends server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as they are made. */
export const sendEvents = async (reply: FastifyReply, events: AsyncIterable<string>): Promise<void> => {
  await reply
    .status(200)
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(events, { objectMode: false }));
};
