import { type OctoError, problemMediaType } from '@octollm/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The contract promises `Retry-After` with these. */
const needRetryAfter: ReadonlySet<number> = new Set([429, 503]);

/** Answers a request with an error as problem details (RFC 9457). */
export const sendProblem = (error: OctoError, request: FastifyRequest, reply: FastifyReply): void => {
  const retryAfter = error.retryAfter ?? (needRetryAfter.has(error.status) ? 1 : undefined);
  if (retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(retryAfter)));
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  reply
    .status(error.status)
    .header('x-request-id', request.id)
    .header('content-type', problemMediaType)
    .serializer((body: unknown) => JSON.stringify(body));
  reply.send(error.toProblem({ instance: request.url.split('?')[0] ?? '/', requestId: request.id }));
};
