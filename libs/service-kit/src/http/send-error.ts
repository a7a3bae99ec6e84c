import { type OctoError, problemMediaType, toJsonRpcError, toOpenAiError } from '@octollm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorShape, ErrorShapes } from './error-shapes.ts';

/** The contract promises `Retry-After` with these. */
const needRetryAfter: ReadonlySet<number> = new Set([429, 503]);

/** Answers a request with an error. */
export type SendError = (error: OctoError, request: FastifyRequest, reply: FastifyReply) => void;

const json = 'application/json; charset=utf-8';
const mediaTypes: Readonly<Record<ErrorShape, string>> = {
  problem: problemMediaType,
  openai: json,
  'json-rpc': json,
};

const bodyOf = (shape: ErrorShape, error: OctoError, { url, id }: FastifyRequest): object => {
  const request = { instance: url.split('?')[0] ?? '/', requestId: id };
  if (shape === 'openai') return toOpenAiError(error);
  return shape === 'json-rpc' ? toJsonRpcError(error, request) : error.toProblem(request);
};

/** Sends errors in the shape that belongs to the address that was asked. */
export const errorSender =
  (shapes: ErrorShapes): SendError =>
  (error, request, reply) => {
    const retryAfter = error.retryAfter ?? (needRetryAfter.has(error.status) ? 1 : undefined);
    if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)));
    if (error.status === 401) reply.header('www-authenticate', 'Bearer');
    const shape = shapes(request.url);
    // OpenAI's clients try again by status alone unless this tells them.
    if (shape === 'openai') reply.header('x-should-retry', String(error.retryable));
    reply
      .status(error.status)
      .header('x-request-id', request.id)
      .header('content-type', mediaTypes[shape])
      .serializer((body: unknown) => JSON.stringify(body));
    reply.send(bodyOf(shape, error, request));
  };
