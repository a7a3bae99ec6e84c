import type { Metric } from '@octollm/catalogue';
import { Gauge, type Registry } from 'prom-client';
import { indexedCounter } from './indexed-counter.ts';
import { type Instrument, Metrics } from './metrics.ts';
import { tracedHistogram } from './traced-histogram.ts';

const createInstrument = (metric: Metric, registry: Registry): Instrument => {
  const options = { name: metric.name, help: metric.help, labelNames: [...metric.labels] };
  switch (metric.kind) {
    case 'counter':
      return indexedCounter(options, registry);
    case 'gauge':
      return new Gauge({ ...options, registers: [registry] });
    case 'histogram':
      return tracedHistogram({ ...options, buckets: metric.buckets }, registry);
  }
};

/** Makes the instruments of metrics in a registry. Those that it has already, of a service before in this process, are used. */
export const createMetrics = (definitions: readonly Metric[], registry: Registry): Metrics =>
  new Metrics(
    new Map(
      definitions.map((metric) => [
        metric.name,
        (registry.getSingleMetric(metric.name) as Instrument | undefined) ??
          createInstrument(metric, registry),
      ]),
    ),
  );
