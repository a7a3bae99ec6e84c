import { type DynamicModule, Module } from '@nestjs/common';
import { buildMetrics, metricsOf, type Service } from '@octollm/catalogue';
import { createMetrics, Metrics } from '@octollm/telemetry';
import { register } from 'prom-client';
import { platformVersion } from '../version.ts';

/** Provides `Metrics`, with one instrument for every metric in the service's catalogue entry. */
@Module({})
export class MetricsModule {
  static forService(service: Service): DynamicModule {
    const useFactory = (): Metrics => {
      const metrics = createMetrics(metricsOf(service), register);
      metrics.gauge(buildMetrics.build).set({ version: platformVersion }, 1);
      return metrics;
    };
    return {
      module: MetricsModule,
      global: true,
      providers: [{ provide: Metrics, useFactory }],
      exports: [Metrics],
    };
  }
}
