import { Controller, HttpCode, Inject, Req } from '@nestjs/common';
import { NotFoundError, routes, type TenantPause } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Gate } from '../../edge/gate.ts';
import { validate } from '../../edge/validate.ts';
import { TenantPauses } from './tenant-pauses.ts';

/** Pauses of tenants, by the operators of the platform: any tenant may be named. */
@Controller()
export class PausesController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(TenantPauses) private readonly pauses: TenantPauses,
  ) {}

  @Implements(routes.pauseTenant)
  async pauseTenant(@Req() request: FastifyRequest): Promise<TenantPause> {
    const { params, body } = validate(routes.pauseTenant, request);
    return this.pauses.pause(params.tenant_id, body, this.gate.identityOf(request));
  }

  @Implements(routes.getTenantPause)
  async getTenantPause(@Req() request: FastifyRequest): Promise<TenantPause> {
    const { params } = validate(routes.getTenantPause, request);
    const pause = await this.pauses.find(params.tenant_id);
    if (pause === undefined) throw new NotFoundError('The tenant is not paused.');
    return pause;
  }

  @Implements(routes.resumeTenant)
  @HttpCode(204)
  async resumeTenant(@Req() request: FastifyRequest): Promise<void> {
    const { params } = validate(routes.resumeTenant, request);
    await this.pauses.resume(params.tenant_id, this.gate.identityOf(request));
  }
}
