import { Readable } from 'node:stream';
import { type Route, UnsupportedMediaTypeError, uploadMediaType } from '@octollm/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fastifyPath } from './routes.ts';

/** Lets uploads come to the routes of the contract that take them, unread: whoever answers reads or passes on the stream. */
export const acceptUploads = (server: FastifyInstance, routes: readonly Route[]): void => {
  const takers = new Set(
    routes
      .filter(({ upload }) => upload !== undefined)
      .map(({ method, path }) => `${method} ${fastifyPath(path)}`),
  );
  if (takers.size === 0) return;
  server.addContentTypeParser(uploadMediaType, (request, payload, done) => {
    if (takers.has(`${request.method} ${request.routeOptions.url ?? ''}`)) done(null, payload);
    else done(new UnsupportedMediaTypeError('Send the body as application/json.'));
  });
};

/** The body of a request as a stream, when it is an upload. */
export const uploadIn = (request: FastifyRequest): Readable | undefined =>
  request.body instanceof Readable ? request.body : undefined;
