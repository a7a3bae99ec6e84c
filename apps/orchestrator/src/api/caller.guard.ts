import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { allows, type CallerClaims, ForbiddenError, type Route } from '@octollm/contracts';
import { currentContext, ROUTE, TokenVerifier } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { rememberCaller } from './caller.ts';

/** Lets in who bears a token of the gateway with the scope that the route asks for. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier<CallerClaims>,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.tokens.verify(request.headers.authorization);
    const route = this.reflector.get<Route>(ROUTE, context.getHandler());
    if (!allows(caller.scopes, route.scope)) throw new ForbiddenError(`This needs the scope ${route.scope}.`);
    rememberCaller(request, caller);
    const current = currentContext();
    if (current !== undefined) current.tenantId = caller.tenant_id;
    return true;
  }
}
