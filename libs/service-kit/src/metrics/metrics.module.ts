import { type DynamicModule, Module } from '@nestjs/common';
import { buildMetrics, metricsOf, type Service } from '@octollm/catalogue';
import { register } from 'prom-client';
import { platformVersion } from '../version.ts';
import { createMetrics } from './create-metrics.ts';
import { Metrics } from './metrics.ts';

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
