import { trace } from '@opentelemetry/api';
import { Histogram, type HistogramConfiguration, type Registry } from 'prom-client';

const sampledFlag = 1;

/** What leads from a measurement to its trace; empty when none is recorded, because nothing would be found by it. */
const exemplar = (): Readonly<Record<string, string>> => {
  const context = trace.getActiveSpan()?.spanContext();
  return context === undefined || (context.traceFlags & sampledFlag) === 0
    ? {}
    : { trace_id: context.traceId };
};

type Labels = Readonly<Record<string, string | number>>;

/** What a histogram is made of; its labels are checked with every measurement. */
export type HistogramOptions = Pick<
  HistogramConfiguration<string>,
  'name' | 'help' | 'labelNames' | 'buckets'
>;

/**
 * A histogram that remembers, for every bucket, the trace of the last measurement that fell into it. It is used like one
 * that does not: prom-client would have every caller give the exemplar.
 */
export const tracedHistogram = (options: HistogramOptions, registry: Registry): Histogram => {
  // prom-client refuses exemplars in a registry that is not read as OpenMetrics; ours is read as both.
  const histogram = new Histogram({ ...options, enableExemplars: true, registers: [] });
  registry.registerMetric(histogram);
  const observe = histogram.observe.bind(histogram);
  const observed = (labels: Labels, value: number): void =>
    observe({ labels, value, exemplarLabels: exemplar() });
  const startTimer = (start: Labels = {}) => {
    const began = performance.now();
    return (end: Labels = {}): number => {
      const seconds = (performance.now() - began) / 1_000;
      observed({ ...start, ...end }, seconds);
      return seconds;
    };
  };
  return Object.assign(histogram, {
    observe: (labels: Labels | number, value?: number): void =>
      typeof labels === 'number' ? observed({}, labels) : observed(labels, Number(value)),
    startTimer,
    labels: (labels: Labels) => ({
      observe: (value: number): void => observed(labels, value),
      startTimer: () => startTimer(labels),
    }),
  });
};
