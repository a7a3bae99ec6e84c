import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { allows, allRoutes, ForbiddenError, type Route } from '@octollm/contracts';
import type { WaitingMode } from '@octollm/resilience';
import { currentContext, fastifyPath } from '@octollm/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Callers } from '../identity/callers.ts';
import type { Identity } from '../identity/identity.ts';
import { TenantPauses } from '../identity/pauses/tenant-pauses.ts';
import { ClientAddresses } from '../limits/client-addresses.ts';
import { limitModeOf } from '../limits/limit-mode.ts';
import { RequestLimits } from '../limits/request-limits.ts';

const routesByPattern: ReadonlyMap<string, Route> = new Map(
  allRoutes.map((route) => [`${route.method} ${fastifyPath(route.path)}`, route]),
);

/** What anybody may ask without a key: `/mcp` has no streams and no sessions to offer; the last is CORS's preflight. */
const openPatterns: ReadonlySet<string> = new Set([
  'GET /health',
  'GET /health/live',
  'GET /health/startup',
  'GET /health/ready',
  'GET /ready',
  'GET /openapi.json',
  'GET /mcp',
  'DELETE /mcp',
  'OPTIONS *',
]);

/** A request that was let in. */
interface Admitted {
  readonly identity: Identity;
  readonly limitMode: WaitingMode;
}

/**
 * Stands before every route: who asks, how often, and whether they may. It decides on the headers alone, before a body is
 * read, so that a stranger cannot make the gateway read or parse one. A route that is neither of the contract nor open
 * is a mistake, and nobody gets to it.
 */
@Injectable()
export class Gate implements OnModuleInit {
  readonly #admitted = new WeakMap<FastifyRequest, Admitted>();

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Callers) private readonly callers: Callers,
    @Inject(TenantPauses) private readonly pauses: TenantPauses,
    @Inject(ClientAddresses) private readonly addresses: ClientAddresses,
    @Inject(RequestLimits) private readonly limits: RequestLimits,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, reply) => this.admit(request, reply));
  }

  /** Who made a request that was let in. */
  identityOf(request: FastifyRequest): Identity {
    return this.admittedAs(request).identity;
  }

  /** What is to be done with a request that was let in when a further limit refuses it. */
  limitModeOf(request: FastifyRequest): WaitingMode {
    return this.admittedAs(request).limitMode;
  }

  private admittedAs(request: FastifyRequest): Admitted {
    const admitted = this.#admitted.get(request);
    if (admitted === undefined) throw new Error('The request has not come through the gate.');
    return admitted;
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.is404) return;
    const pattern = `${request.method} ${request.routeOptions.url ?? ''}`;
    const route = routesByPattern.get(pattern);
    if (route === undefined) {
      if (openPatterns.has(pattern)) return;
      throw new Error(`${pattern} is neither a route of the contract nor open to everybody.`);
    }
    const identity = await this.callers.identify(request);
    const context = currentContext();
    if (context !== undefined) context.tenantId = identity.tenantId;
    this.pauses.check(identity);
    const limitMode = limitModeOf(request, reply);
    await this.limits.admit(route, identity, this.addresses.of(request), { mode: limitMode, reply });
    if (!allows(identity.scopes, route.scope))
      throw new ForbiddenError(`This key does not have the scope ${route.scope}. Use one that has it.`);
    this.#admitted.set(request, { identity, limitMode });
  }
}
