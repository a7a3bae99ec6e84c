import type { FastifyRequest } from 'fastify';

export const HEALTH_ACCESS = Symbol('octollm.health-access');

/** Decides who sees the dependencies of a service in `/health`. */
export interface HealthAccess {
  mayReadDetails(request: FastifyRequest): boolean | Promise<boolean>;
}

/** Inside the platform only callers that the network policies admit reach a service, and they may see everything. */
export const openHealthAccess: HealthAccess = { mayReadDetails: () => true };
