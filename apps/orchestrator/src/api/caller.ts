import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CallerClaims } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';

const callers = new WeakMap<FastifyRequest, CallerClaims>();

export const rememberCaller = (request: FastifyRequest, caller: CallerClaims): void => {
  callers.set(request, caller);
};

/** Injects who asks: tenant, user, scopes and tier, as the gateway found them. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallerClaims => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (caller === undefined) throw new Error('The route has no CallerGuard, so nobody is known to call it.');
  return caller;
});
