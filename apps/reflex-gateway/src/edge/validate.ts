import { NotFoundError, parseRequest, type Route } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';

/**
 * Checks a request against its route: parameters, query, headers and body.
 * @throws NotFoundError for an id that cannot exist, InvalidRequestError that points at every other mistake
 */
export const validate = (route: Route, request: FastifyRequest): void => {
  if (route.params?.safeParse(request.params).success === false)
    throw new NotFoundError('There is nothing with this id.');
  if (route.query !== undefined) parseRequest(route.query, request.query, 'query');
  if (route.headers !== undefined) parseRequest(route.headers, request.headers, 'headers');
  if (route.body === undefined) return;
  if (request.body === undefined && route.bodyOptional === true) return;
  parseRequest(route.body, request.body);
};
