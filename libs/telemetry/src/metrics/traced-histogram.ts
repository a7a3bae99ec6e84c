import { trace } from '@opentelemetry/api';
import { Histogram, type HistogramConfiguration, type LabelValues, type Registry } from 'prom-client';
import { type Labels, SeriesIndex, seriesKey } from './series-index.ts';

const sampledFlag = 1;

/** The trace that a measurement belongs to; undefined when none is recorded, because nothing would be found by it. */
const recordedTrace = (): string | undefined => {
  const context = trace.getActiveSpan()?.spanContext();
  return context === undefined || (context.traceFlags & sampledFlag) === 0 ? undefined : context.traceId;
};

/** What a histogram is made of. */
export type HistogramOptions = Pick<HistogramConfiguration<string>, 'name' | 'help' | 'labelNames'> & {
  /** Upper bounds in rising order. */
  readonly buckets: readonly number[];
};

interface Exemplar {
  readonly labelSet: { readonly trace_id: string };
  readonly value: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** What prom-client keeps of one series. */
interface Series {
  sum: number;
  count: number;
  /** By the bound from above; those of the last bucket, which has none, are not counted. */
  readonly bucketValues: Record<string, number>;
  readonly bucketExemplars: Record<string, Exemplar | null>;
}

interface Kept {
  readonly hashMap: Readonly<Record<string, Series | undefined>>;
}

/** Where prom-client keeps the exemplar of the last bucket. */
const beyond = '-1';

/** A histogram of prom-client whose labels are given by their names, never by their places. */
export type TracedHistogram<Label extends string = string> = Omit<Histogram<Label>, 'labels' | 'remove'> & {
  labels(labels: LabelValues<Label>): Histogram.Internal<Label>;
  remove(labels: LabelValues<Label>): void;
};

/**
 * A histogram that remembers, for every bucket, the trace of the last measurement that fell into it. It is used and read
 * like that of prom-client, which would have every caller give the exemplar, and finds its series by a `SeriesIndex`.
 * @throws TypeError when what is measured is no number; Error for a label that the histogram does not know when the others
 * come for the first time; later such a label is passed over
 */
export const tracedHistogram = (options: HistogramOptions, registry: Registry): TracedHistogram => {
  // prom-client refuses exemplars in a registry that is not read as OpenMetrics; ours is read as both.
  const histogram = new Histogram({
    ...options,
    buckets: [...options.buckets],
    enableExemplars: true,
    registers: [],
  });
  registry.registerMetric(histogram);
  const names = [...(options.labelNames ?? [])];
  const check = histogram.labels.bind(histogram) as (labels: Labels) => unknown;
  const reset = histogram.reset.bind(histogram);
  const remove = histogram.remove.bind(histogram) as (labels: Labels) => void;
  const bounds = options.buckets;
  const keys = bounds.map(String);

  const index = new SeriesIndex(names, (labels) => {
    check(labels);
    const { hashMap } = histogram as unknown as Kept;
    const key = seriesKey(names, labels);
    if (hashMap[key] === undefined) histogram.zero(labels);
    const series = hashMap[key];
    if (series === undefined) throw new Error(`${options.name} has no series for its labels.`);
    return series;
  });

  const observed = (labels: Labels, value: number): void => {
    if (!Number.isFinite(value))
      throw new TypeError(`${options.name} cannot take ${value}: it is no number.`);
    const series = index.of(labels);
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1;
    const key = keys[bucket] ?? beyond;
    series.sum += value;
    series.count += 1;
    if (key !== beyond) series.bucketValues[key] = (series.bucketValues[key] ?? 0) + 1;
    const traceId = recordedTrace();
    if (traceId !== undefined)
      series.bucketExemplars[key] = {
        labelSet: { trace_id: traceId },
        value,
        timestamp: Date.now() / 1_000,
      };
  };

  const startTimer = (start: Labels = {}) => {
    const began = performance.now();
    return (end?: Labels): number => {
      const seconds = (performance.now() - began) / 1_000;
      observed(end === undefined ? start : { ...start, ...end }, seconds);
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
    reset: (): void => {
      reset();
      index.clear();
    },
    remove: (labels: Labels): void => {
      remove(labels);
      index.clear();
    },
  });
};
