import { Inject, Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import { ClientAddresses } from '../limits/client-addresses.ts';
import { FailedKeys } from '../limits/failed-keys.ts';
import { Authenticator } from './authenticator.ts';
import type { Identity } from './identity.ts';

/** Finds out who makes a request, and keeps addresses from trying keys: the one way to look at a key that came. */
@Injectable()
export class Callers {
  constructor(
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(ClientAddresses) private readonly addresses: ClientAddresses,
    @Inject(FailedKeys) private readonly failedKeys: FailedKeys,
  ) {}

  /**
   * @throws UnauthenticatedError; RateLimitedError for an address from which too many keys were wrong;
   * UnavailableError and OverloadedError when it cannot be found out at the moment
   */
  async identify(request: FastifyRequest): Promise<Identity> {
    const { authorization } = request.headers;
    const network = this.addresses.of(request);
    this.failedKeys.check(network, authorization);
    try {
      const identity = await this.authenticator.authenticate(authorization);
      this.failedKeys.accepted(authorization, identity);
      return identity;
    } catch (error) {
      if (error instanceof UnauthenticatedError) await this.failedKeys.failed(network, authorization);
      throw error;
    }
  }
}
