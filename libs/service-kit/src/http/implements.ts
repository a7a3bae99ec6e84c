import { applyDecorators, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Route } from '@octollm/contracts';
import { fastifyPath } from './routes.ts';

/** Metadata key of the contract's route that a handler implements. */
export const ROUTE = Symbol('octollm.route');

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  DELETE: RequestMethod.DELETE,
} as const;

/** Binds a handler to a route of the contract: its method, its path and the scope it needs. */
export const Implements = (route: Route): MethodDecorator =>
  applyDecorators(
    SetMetadata(ROUTE, route),
    RequestMapping({ path: fastifyPath(route.path), method: methods[route.method] }),
  );
