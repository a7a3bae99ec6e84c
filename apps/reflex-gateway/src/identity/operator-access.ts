import { Inject, Injectable } from '@nestjs/common';
import { allows, UnauthenticatedError } from '@octollm/contracts';
import type { HealthAccess } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Callers } from './callers.ts';

/** Shows the details of `/health` to keys with the admin scope only. */
@Injectable()
export class OperatorAccess implements HealthAccess {
  constructor(@Inject(Callers) private readonly callers: Callers) {}

  /**
   * Who sends no key is no operator, and costs nothing.
   * @throws RateLimitedError for an address from which too many keys were wrong
   */
  async mayReadDetails(request: FastifyRequest): Promise<boolean> {
    if (request.headers.authorization === undefined) return false;
    try {
      return allows((await this.callers.identify(request)).scopes, 'admin');
    } catch (error) {
      if (error instanceof UnauthenticatedError) return false;
      throw error;
    }
  }
}
