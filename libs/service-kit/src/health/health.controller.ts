import { Controller, Get, Inject, Req } from '@nestjs/common';
import { UnavailableError } from '@octollm/contracts';
import type { FastifyRequest } from 'fastify';
import { HEALTH_ACCESS, type HealthAccess } from './health-access.ts';
import { Readiness } from './readiness.ts';
import { type Look, StoreProbe } from './store-probe.ts';
import { StoreWatch } from './store-watch.ts';

interface Detail {
  readonly status: 'up' | 'down';
  readonly latency_ms: number | null;
}

interface Health {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly dependencies?: Readonly<Record<string, Detail>>;
}

/**
 * Health endpoints. Liveness looks at nothing but the process; readiness at the service's own stores, never at
 * other services, with the hysteresis of `StoreWatch`; `/health` at everything, with details for operators only: it is
 * degraded as soon as anything does not answer, and down when the service is not ready.
 */
@Controller()
export class HealthController {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(StoreProbe) private readonly probe: StoreProbe,
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
  async overall(@Req() request: FastifyRequest): Promise<Health> {
    const [stores, dependencies] = await Promise.all([
      this.watch.stores(),
      Promise.all(
        this.readiness.dependencies.map(async (check) => ({
          name: check.name,
          ...(await this.probe.look(check)),
        })),
      ),
    ]);
    const all = [...stores, ...dependencies];
    const isDegraded = all.some(({ up }) => !up);
    const status = stores.some(({ healthy }) => !healthy) ? 'down' : isDegraded ? 'degraded' : 'ok';
    return (await this.access.mayReadDetails(request))
      ? { status, dependencies: Object.fromEntries(all.map((look) => [look.name, detailOf(look)])) }
      : { status };
  }
}

const detailOf = ({ up, latencyMs }: Look): Detail => ({ status: up ? 'up' : 'down', latency_ms: latencyMs });
