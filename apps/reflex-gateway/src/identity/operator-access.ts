import { Inject, Injectable } from '@nestjs/common';
import { allows } from '@octollm/contracts';
import type { HealthAccess } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Authenticator } from './authenticator.ts';

/** Shows the details of `/health` to keys with the admin scope only. */
@Injectable()
export class OperatorAccess implements HealthAccess {
  constructor(@Inject(Authenticator) private readonly authenticator: Authenticator) {}

  async mayReadDetails(request: FastifyRequest): Promise<boolean> {
    const identity = await this.authenticator.find(request.headers.authorization);
    return identity !== undefined && allows(identity.scopes, 'admin');
  }
}
