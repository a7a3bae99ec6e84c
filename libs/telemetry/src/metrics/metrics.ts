import type { Counter, Gauge, Histogram, Metric } from '@octollm/catalogue';
import type { Gauge as PromGauge } from 'prom-client';
import type { IndexedCounter } from './indexed-counter.ts';
import type { TracedHistogram } from './traced-histogram.ts';

/** What a metric is moved by. */
export type Instrument = IndexedCounter | PromGauge | TracedHistogram;

/** A metric that the service's entry in the catalogue does not list: nothing would chart it or alert on it. */
export class UndeclaredMetricError extends Error {
  constructor(name: string) {
    super(`The metric ${name} is not in the catalogue entry of this service. Add it to its metrics there.`);
    this.name = 'UndeclaredMetricError';
  }
}

/** The instruments of the metrics that the catalogue lists for this service. */
export class Metrics {
  readonly #instruments: ReadonlyMap<string, Instrument>;

  constructor(instruments: ReadonlyMap<string, Instrument>) {
    this.#instruments = instruments;
  }

  /** @throws UndeclaredMetricError */
  counter<Label extends string>(metric: Counter<Label>): IndexedCounter<Label> {
    return this.#find(metric) as IndexedCounter<Label>;
  }

  /** @throws UndeclaredMetricError */
  gauge<Label extends string>(metric: Gauge<Label>): PromGauge<Label> {
    return this.#find(metric) as PromGauge<Label>;
  }

  /**
   * Has gauges set whenever somebody reads the metrics.
   * @param set must not throw
   * @throws UndeclaredMetricError
   */
  onRead<Label extends string>(metric: Gauge<Label>, set: (gauge: PromGauge<Label>) => void): void {
    const gauge = this.gauge(metric);
    Object.assign(gauge, { collect: () => set(gauge) });
  }

  /** @throws UndeclaredMetricError */
  histogram<Label extends string>(metric: Histogram<Label>): TracedHistogram<Label> {
    return this.#find(metric) as TracedHistogram<Label>;
  }

  #find(metric: Metric): Instrument {
    const instrument = this.#instruments.get(metric.name);
    if (instrument === undefined) throw new UndeclaredMetricError(metric.name);
    return instrument;
  }
}
