import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { type Metric, metricsOf, type Service } from '@octollm/catalogue';
import {
  getToken,
  makeCounterProvider,
  makeGaugeProvider,
  makeHistogramProvider,
} from '@willsoto/nestjs-prometheus';
import type { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from './metrics.ts';

const instrumentProvider = (metric: Metric): Provider => {
  const options = { name: metric.name, help: metric.help, labelNames: [...metric.labels] };
  switch (metric.kind) {
    case 'counter':
      return makeCounterProvider(options);
    case 'gauge':
      return makeGaugeProvider(options);
    case 'histogram':
      return makeHistogramProvider({ ...options, buckets: [...metric.buckets] });
  }
};

/** Provides `Metrics`, with one instrument for every metric in the service's catalogue entry. */
@Module({})
export class MetricsModule {
  static forService(service: Service): DynamicModule {
    const metrics = metricsOf(service);
    return {
      module: MetricsModule,
      global: true,
      providers: [
        ...metrics.map(instrumentProvider),
        {
          provide: Metrics,
          inject: metrics.map((metric) => getToken(metric.name)),
          useFactory: (...instruments: (Counter | Gauge | Histogram)[]) =>
            new Metrics(
              new Map(
                instruments.flatMap((instrument, index) => {
                  const metric = metrics[index];
                  return metric === undefined ? [] : [[metric.name, instrument] as const];
                }),
              ),
            ),
        },
      ],
      exports: [Metrics],
    };
  }
}
