import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { InvalidRequestError, newId, type Route } from '@octollm/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { currentSpan, formatTraceparent, parseTraceparent, withContext } from '../context/index.ts';
import { parseJsonBody } from './json-body.ts';
import { toOctoError } from './problem.ts';
import { limitBodies } from './routes.ts';
import type { SendError } from './send-error.ts';
import { withinServerSpan } from './server-span.ts';
import { requestTimes } from './slow-clients.ts';
import { refuseUnlessUploading } from './slow-uploads.ts';
import { acceptUploads } from './uploads.ts';

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const requestIdOf = (request: IncomingMessage): string => {
  const given = single(request.headers['x-request-id']);
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : newId();
};

const addContext = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    const parent = parseTraceparent(single(request.headers.traceparent));
    withinServerSpan(request, reply, parent, () => {
      const trace = currentSpan(parent);
      reply.header('x-request-id', request.id);
      reply.header('traceparent', formatTraceparent(trace));
      withContext({ requestId: request.id, trace }, done);
    });
  });
};

/** @throws InvalidRequestError when the bytes are not UTF-8 (RFC 8259, section 8.1): replacing some would alter the text */
const textOf = (body: string | Buffer): string => {
  if (typeof body === 'string') return body;
  if (!isUtf8(body)) throw new InvalidRequestError('Send the body as UTF-8. Some of its bytes are not.');
  return body.toString('utf8');
};

const addJsonParser = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseJsonBody(textOf(body)));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
};

export interface HttpOptions {
  /** The longest body in bytes. */
  readonly bodyLimit: number;
  /** Routes of the contract that have a body limit of their own. */
  readonly routes: readonly Route[];
  /** Answers errors that come before a route is found, such as a malformed escape in the path: no filter sees them. */
  readonly sendError: SendError;
}

/** The HTTP server of a service: request ids, trace context, JSON bodies of bounded size and depth. */
export const createHttpAdapter = ({ bodyLimit, routes, sendError }: HttpOptions): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit,
    ...requestTimes,
    clientErrorHandler: refuseUnlessUploading,
    genReqId: requestIdOf,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // A request that still comes while the service stops is answered: its stores close last.
    return503OnClosing: false,
    // A route that nobody declared would be one that nobody guards.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 512 },
    logger: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendError(toOctoError(error), request, reply),
  });
  const server: FastifyInstance = adapter.getInstance();
  addContext(server);
  addJsonParser(server);
  acceptUploads(server, routes);
  limitBodies(server, routes, bodyLimit);
  return adapter;
};
