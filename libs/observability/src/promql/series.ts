import type { Counter, Gauge, Histogram, Metric } from '@octollm/catalogue';
import type { Query } from './query.ts';

/** The series that Prometheus derives from a histogram. */
export interface HistogramSeries<Label extends string = string> {
  readonly kind: 'bucket' | 'sum' | 'count';
  readonly name: string;
  readonly labels: readonly Label[];
  readonly of: Histogram<Label>;
}

/** A series that a recording rule makes; a query names it as it names a metric. */
export interface Recorded {
  readonly kind: 'recorded';
  /** `level:metric:operation` (https://prometheus.io/docs/practices/rules/). */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly expr: Query;
}

/** What a query may name: a histogram only by one of its series. */
export type Named<Label extends string = string> =
  | Counter<Label>
  | Gauge<Label>
  | HistogramSeries<Label>
  | Recorded;

/** What a query rests on in the end: a metric of a service or of an exporter, or a recorded series. */
export type Source = Metric | Recorded;

const seriesOf = <Label extends string>(
  kind: HistogramSeries['kind'],
  histogram: Histogram<Label>,
): HistogramSeries<Label> => ({
  kind,
  name: `${histogram.name}_${kind}`,
  labels: histogram.labels,
  of: histogram,
});

/** The cumulative buckets; they also carry `le`. */
export const bucketsOf = <Label extends string>(
  histogram: Histogram<Label>,
): HistogramSeries<Label | 'le'> => ({
  ...seriesOf<Label | 'le'>('bucket', histogram),
  labels: [...histogram.labels, 'le'],
});

/** The sum of what was observed. */
export const sumOf = <Label extends string>(histogram: Histogram<Label>): HistogramSeries<Label> =>
  seriesOf('sum', histogram);

/** How often something was observed. */
export const countOf = <Label extends string>(histogram: Histogram<Label>): HistogramSeries<Label> =>
  seriesOf('count', histogram);

/** Makes the series of a recording rule; its labels are those that the expression returns. */
export const recorded = (rule: Pick<Recorded, 'name' | 'help' | 'expr'>): Recorded => ({
  kind: 'recorded',
  labels: [...rule.expr.labels],
  ...rule,
});

/** Whether the value only grows, so that `rate` may be taken of it. */
export const grows = (named: Named): boolean => named.kind !== 'gauge' && named.kind !== 'recorded';

/** What is exported under the name, or recorded. */
export const sourceOf = (named: Named): Source => ('of' in named ? named.of : named);
