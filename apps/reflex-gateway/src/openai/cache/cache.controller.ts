import { Controller, HttpCode, Inject, Req } from '@nestjs/common';
import { PurgeNotSharedError } from '@octollm/cache';
import { routes, UnavailableError } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Gate } from '../../edge/gate.ts';
import { validate } from '../../edge/validate.ts';
import { GatewayCache } from './gateway-cache.ts';

/** Forgets the cached answers of the caller's tenant. */
@Controller()
export class CacheController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(GatewayCache) private readonly cache: GatewayCache,
  ) {}

  /** @throws UnavailableError when other replicas cannot be told; here they are forgotten all the same */
  @Implements(routes.purgeCache)
  @HttpCode(204)
  async purge(@Req() request: FastifyRequest): Promise<void> {
    const { kind } = validate(routes.purgeCache, request).query;
    const { tenantId } = this.gate.identityOf(request);
    try {
      await this.cache.entries.purge({ tenant: tenantId, ...(kind === undefined ? {} : { class: kind }) });
    } catch (error) {
      if (!(error instanceof PurgeNotSharedError)) throw error;
      throw new UnavailableError('Other replicas may still serve what was to be forgotten. Try again.', {
        cause: error,
        retryAfter: 1,
      });
    }
  }
}
