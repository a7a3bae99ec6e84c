import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { newId, type Route } from '@octollm/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { currentSpan, formatTraceparent, parseTraceparent, withContext } from '../context/index.ts';
import { parseJsonBody } from './json-body.ts';
import { toOctoError } from './problem.ts';
import { limitBodies } from './routes.ts';
import { sendProblem } from './send-problem.ts';

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const requestIdOf = (request: IncomingMessage): string => {
  const given = single(request.headers['x-request-id']);
  return given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? given : newId();
};

const addContext = (server: FastifyInstance): void => {
  server.addHook('onRequest', (request, reply, done) => {
    const trace = currentSpan(parseTraceparent(single(request.headers.traceparent)));
    reply.header('x-request-id', request.id);
    reply.header('traceparent', formatTraceparent(trace));
    withContext({ requestId: request.id, trace }, done);
  });
};

const addJsonParser = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : parseJsonBody(String(body)));
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
}

/** The HTTP server of a service: request ids, trace context, JSON bodies of bounded size and depth. */
export const createHttpAdapter = ({ bodyLimit, routes }: HttpOptions): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: requestIdOf,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // A request that still comes while the service stops is answered: its stores close last.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    logger: false,
    // Errors before a route is found, such as a malformed escape in the path, reach no filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(toOctoError(error), request, reply),
  });
  const server: FastifyInstance = adapter.getInstance();
  addContext(server);
  addJsonParser(server);
  limitBodies(server, routes, bodyLimit);
  return adapter;
};
