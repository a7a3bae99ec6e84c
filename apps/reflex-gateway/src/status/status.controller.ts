import { Controller, Inject, Req } from '@nestjs/common';
import { type PlatformStatus, routes } from '@octollm/contracts';
import { Implements } from '@octollm/service-kit';
import type { FastifyRequest } from 'fastify';
import { Gate } from '../edge/gate.ts';
import { StatusReader } from './status-reader.ts';

/** The state of the platform in one answer. */
@Controller()
export class StatusController {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(StatusReader) private readonly status: StatusReader,
  ) {}

  @Implements(routes.getStatus)
  getStatus(@Req() request: FastifyRequest): Promise<PlatformStatus> {
    return this.status.read(this.gate.identityOf(request));
  }
}
