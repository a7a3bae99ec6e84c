import { Controller, Get, Inject, Req } from '@nestjs/common';
import { type HealthReport, UnavailableError } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import { HEALTH_ACCESS, type HealthAccess } from './health-access.ts';
import { OverallHealth } from './overall-health.ts';
import { Readiness } from './readiness.ts';
import { StoreWatch } from './store-watch.ts';

/**
 * Health endpoints. Liveness looks at nothing but the process; readiness at the service's own stores, never at
 * other services, with the hysteresis of `StoreWatch`; `/health` at everything, with details for operators only.
 */
@Controller()
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(OverallHealth) private readonly health: OverallHealth,
    @Inject(StoreWatch) private readonly watch: StoreWatch,
    @Inject(HEALTH_ACCESS) private readonly access: HealthAccess,
  ) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/startup')
  startup(): { status: 'ok' } {
    if (this.readiness.phase === 'starting')
      throw new UnavailableError('The service is starting.', { retryAfter: 1 });
    return { status: 'ok' };
  }

  @Get(['health/ready', 'ready'])
  async ready(): Promise<{ status: 'ok' }> {
    if (this.readiness.phase !== 'running')
      throw new UnavailableError(`The service is ${this.readiness.phase}.`, { retryAfter: 1 });
    const down = (await this.watch.stores()).filter(({ healthy }) => !healthy);
    if (down.length > 0)
      throw new UnavailableError(`The service waits for ${down.length} of its stores.`, { retryAfter: 1 });
    return { status: 'ok' };
  }

  @Get('health')
  async overall(@Req() request: FastifyRequest): Promise<HealthReport> {
    const { status, dependencies } = await this.health.read();
    return (await this.access.mayReadDetails(request)) ? { status, dependencies } : { status };
  }
}
