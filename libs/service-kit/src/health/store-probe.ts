import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { ReadinessCheck } from './readiness.ts';

const timeoutMs = 2_000;
/** A burst of questions asks a store once. */
const cacheMs = 500;

/** What one look has shown. */
export interface Look {
  readonly up: boolean;
  /** Null when no answer came in time. */
  readonly latencyMs: number | null;
}

/** Looks at a store or another service, for two seconds at most. */
@Injectable()
export class StoreProbe {
  constructor(@Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService) {}

  async look({ name, check }: ReadinessCheck): Promise<Look> {
    const result = await this.indicators.check(name).attempt(check).withTimeout(timeoutMs).cacheFor(cacheMs);
    const { status, responseTime } = result[name] as { status: string; responseTime?: number };
    return { up: status === 'up', latencyMs: responseTime ?? null };
  }
}
