import { type OctoError, problemMediaType, toOpenAiError } from '@octollm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorShapes } from './error-shapes.ts';

/** The contract promises `Retry-After` with these. */
const needRetryAfter: ReadonlySet<number> = new Set([429, 503]);

/** Answers a request with an error. */
export type SendError = (error: OctoError, request: FastifyRequest, reply: FastifyReply) => void;

/** Sends errors in the shape that belongs to the address that was asked. */
export const errorSender =
  (shapes: ErrorShapes): SendError =>
  (error, request, reply) => {
    const retryAfter = error.retryAfter ?? (needRetryAfter.has(error.status) ? 1 : undefined);
    if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)));
    if (error.status === 401) reply.header('www-authenticate', 'Bearer');
    const isOpenAi = shapes(request.url) === 'openai';
    // OpenAI's clients try again by status alone unless this tells them.
    if (isOpenAi) reply.header('x-should-retry', String(error.retryable));
    reply
      .status(error.status)
      .header('x-request-id', request.id)
      .header('content-type', isOpenAi ? 'application/json; charset=utf-8' : problemMediaType)
      .serializer((body: unknown) => JSON.stringify(body));
    reply.send(
      isOpenAi
        ? toOpenAiError(error)
        : error.toProblem({ instance: request.url.split('?')[0] ?? '/', requestId: request.id }),
    );
  };
