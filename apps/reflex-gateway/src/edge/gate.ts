import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { allows, allRoutes, ForbiddenError, type Route, UnauthenticatedError } from '@octollm/contracts';
import { currentContext, fastifyPath } from '@octollm/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '../identity/authenticator.ts';
import type { Identity } from '../identity/identity.ts';
import { ClientAddresses } from '../limits/client-addresses.ts';
import { FailedKeys } from '../limits/failed-keys.ts';
import { RequestLimits } from '../limits/request-limits.ts';

const routesByPattern: ReadonlyMap<string, Route> = new Map(
  allRoutes.map((route) => [`${route.method} ${fastifyPath(route.path)}`, route]),
);

/**
 * Stands before every route of the contract: who asks, how often, and whether they may. It decides on the headers
 * alone, before a body is read, so that a stranger cannot make the gateway read or parse one.
 */
@Injectable()
export class Gate implements OnModuleInit {
  readonly #identities = new WeakMap<FastifyRequest, Identity>();

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(ClientAddresses) private readonly addresses: ClientAddresses,
    @Inject(FailedKeys) private readonly failedKeys: FailedKeys,
    @Inject(RequestLimits) private readonly limits: RequestLimits,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, reply) => this.admit(request, reply));
  }

  /** Who made a request that was let in. */
  identityOf(request: FastifyRequest): Identity {
    const identity = this.#identities.get(request);
    if (identity === undefined) throw new Error('The request has not come through the gate.');
    return identity;
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const route = routesByPattern.get(`${request.method} ${request.routeOptions.url ?? ''}`);
    if (route === undefined) return;
    const network = this.addresses.of(request);
    const identity = await this.identify(request, network);
    const context = currentContext();
    if (context !== undefined) context.tenantId = identity.tenantId;
    await this.limits.admit(route, identity, network, { request, reply });
    if (!allows(identity.scopes, route.scope))
      throw new ForbiddenError(`This key does not have the scope ${route.scope}. Use one that has it.`);
    this.#identities.set(request, identity);
  }

  /** @throws UnauthenticatedError; RateLimitedError for an address from which too many keys were wrong */
  private async identify(request: FastifyRequest, network: string): Promise<Identity> {
    const { authorization } = request.headers;
    this.failedKeys.check(network, authorization);
    try {
      const identity = await this.authenticator.authenticate(authorization);
      this.failedKeys.accepted(authorization);
      return identity;
    } catch (error) {
      if (error instanceof UnauthenticatedError) await this.failedKeys.failed(network, authorization);
      throw error;
    }
  }
}
