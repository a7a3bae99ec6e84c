import { Controller, Get, Inject, Req } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import { UnavailableError } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import { HEALTH_ACCESS, type HealthAccess } from './health-access.ts';
import { Readiness, type ReadinessCheck } from './readiness.ts';

const timeoutMs = 2_000;
/** A burst of probes asks a store once. */
const cacheMs = 500;

interface Detail {
  readonly status: string;
  readonly latency_ms: number | null;
}

interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly dependencies?: Readonly<Record<string, Detail>>;
}

/**
 * Health endpoints. Liveness looks at nothing but the process; readiness at the service's own stores, never at
 * other services; `/health` at everything, with details for operators only.
 */
@Controller()
export class HealthController {
  constructor(
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
    @Inject(Readiness) private readonly readiness: Readiness,
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
    const down = Object.entries(await this.details(this.readiness.stores)).filter(
      ([, detail]) => detail.status !== 'up',
    );
    if (down.length > 0)
      throw new UnavailableError(`The service waits for ${down.length} of its stores.`, { retryAfter: 1 });
    return { status: 'ok' };
  }

  @Get('health')
  async overall(@Req() request: FastifyRequest): Promise<Health> {
    const [stores, dependencies] = await Promise.all([
      this.details(this.readiness.stores),
      this.details(this.readiness.dependencies),
    ]);
    const isDown = (details: Record<string, Detail>): boolean =>
      Object.values(details).some((detail) => detail.status !== 'up');
    const status = isDown(stores) ? 'down' : isDown(dependencies) ? 'degraded' : 'ok';
    return (await this.access.mayReadDetails(request))
      ? { status, dependencies: { ...stores, ...dependencies } }
      : { status };
  }

  private async details(checks: readonly ReadinessCheck[]): Promise<Record<string, Detail>> {
    const entries = checks.map(async ({ name, check }): Promise<[string, Detail]> => {
      const result = await this.indicators
        .check(name)
        .attempt(check)
        .withTimeout(timeoutMs)
        .cacheFor(cacheMs);
      const { status, responseTime } = result[name] as { status: string; responseTime?: number };
      return [name, { status, latency_ms: responseTime ?? null }];
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}
