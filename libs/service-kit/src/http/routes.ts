import { defaultBodyLimit, type Route } from '@octollm/contracts';
import type { FastifyInstance } from 'fastify';

/** The path of a contract's route as Fastify writes it: `{id}` becomes `:id`. */
export const fastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Gives every route of the contract its own body limit. Call it before the routes are registered. */
export const limitBodies = (server: FastifyInstance, routes: readonly Route[], fallback: number): void => {
  const limits = new Map(
    routes.map((route) => [`${route.method} ${fastifyPath(route.path)}`, route.bodyLimit]),
  );
  server.addHook('onRoute', (options) => {
    options.bodyLimit = limits.get(`${String(options.method)} ${options.url}`) ?? fallback;
  });
};

/** Inside the platform a body may carry many passages; 8 MiB bounds it. */
export const armBodyLimit = 8 * defaultBodyLimit;
