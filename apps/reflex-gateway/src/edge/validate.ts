import { NotFoundError, parseRequest, type Route } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Part<R extends Route, Name extends 'params' | 'query' | 'headers' | 'body'> = Output<
  R extends { readonly [name in Name]: infer Schema } ? Schema : undefined
>;

/** The parts of a request as their route reads them: with defaults, and without what it does not know. */
export interface Validated<R extends Route> {
  readonly params: Part<R, 'params'>;
  readonly query: Part<R, 'query'>;
  readonly headers: Part<R, 'headers'>;
  /** Undefined when it was left out and may be. */
  readonly body: Part<R, 'body'> | (R extends { readonly bodyOptional: true } ? undefined : never);
}

/**
 * Checks a request against its route: parameters, query, headers and body.
 * @throws NotFoundError for an id that cannot exist, InvalidRequestError that points at every other mistake
 */
export const validate = <R extends Route>(route: R, request: FastifyRequest): Validated<R> => {
  const params = route.params?.safeParse(request.params);
  if (params?.success === false) throw new NotFoundError('There is nothing with this id.');
  const isLeftOut = request.body === undefined && route.bodyOptional === true;
  const validated = {
    params: params?.data,
    query: route.query === undefined ? undefined : parseRequest(route.query, request.query, 'query'),
    headers:
      route.headers === undefined ? undefined : parseRequest(route.headers, request.headers, 'headers'),
    body: route.body === undefined || isLeftOut ? undefined : parseRequest(route.body, request.body),
  };
  // Each part was parsed by the schema that its type is made of.
  return validated as Validated<R>;
};
