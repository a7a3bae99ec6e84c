import { Inject, Injectable } from '@nestjs/common';
import type { HealthReport } from '@octollm/contracts';
import { Readiness } from './readiness.ts';
import { type Look, StoreProbe } from './store-probe.ts';
import { StoreWatch } from './store-watch.ts';

const detailOf = ({ up, latencyMs }: Look) =>
  ({ status: up ? 'up' : 'down', latency_ms: latencyMs }) as const;

/**
 * How the service is, with all of its stores and the services it calls: degraded as soon as anything does not answer, and
 * down when the service is not ready.
 */
@Injectable()
export class OverallHealth {
  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(StoreProbe) private readonly probe: StoreProbe,
    @Inject(StoreWatch) private readonly watch: StoreWatch,
  ) {}

  async read(): Promise<HealthReport> {
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
    return { status, dependencies: Object.fromEntries(all.map((look) => [look.name, detailOf(look)])) };
  }
}
