import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply, FastifyRequest } from 'fastify';

const isForMcp = (name: string): boolean =>
  name === 'content-type' || name === 'accept' || name.startsWith('mcp-');

/** A request as the web has it, with the headers that MCP reads; its body was parsed already. */
export const toWebRequest = ({ url, headers }: FastifyRequest, signal: AbortSignal): Request =>
  new Request(`http://gateway${url}`, {
    method: 'POST',
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      isForMcp(name) && value !== undefined ? [[name, String(value)]] : [],
    ),
    signal,
  });

/** Sends an answer of the web; one that is a stream as it is made. */
export const sendWebResponse = async (reply: FastifyReply, answer: Response): Promise<void> => {
  const type = answer.headers.get('content-type');
  reply.status(answer.status).header('cache-control', 'no-store');
  if (type !== null) reply.header('content-type', type);
  if (type?.startsWith('text/event-stream') !== true || answer.body === null)
    return void (await reply.send(answer.body === null ? undefined : await answer.text()));
  await reply
    .header('x-accel-buffering', 'no')
    // The types of the browser's streams and of Node's differ in their iterators alone.
    .send(Readable.fromWeb(answer.body as ReadableStream));
};
