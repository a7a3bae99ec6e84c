import type { Histogram } from '@octollm/catalogue';
import {
  bucketsOf,
  countOf,
  type HistogramSeries,
  type Named,
  sumOf,
  type TargetLabel,
} from '../promql/index.ts';

/** A Unix time that stays this many seconds behind the clock; ahead of it when negative. */
export interface Age {
  readonly ageSeconds: number;
}

/** A gauge that goes on from where it is, by this much every second. */
export interface Slope {
  readonly perSecond: number;
}

/** What a series does: a gauge has the value, a counter grows by it every minute; or there is no series. */
export type Level = number | Age | Slope | 'gone';

/** One series in the test of an alert: how it is in good times, and how it is with the fault. */
export interface Sample {
  readonly series: Exclude<Named, { kind: 'recorded' }>;
  readonly labels: Readonly<Record<string, string>>;
  readonly control: Level;
  readonly fault: Level;
}

type Levels = Pick<Sample, 'control' | 'fault'>;

/** The namespace is added by the test. */
type LabelOfTarget = Exclude<TargetLabel, 'namespace'>;

/** A series whose value, or growth a minute, changes with the fault. */
export const sample = <Label extends string>(
  series: Exclude<Named<Label>, { kind: 'recorded' }>,
  labels: Readonly<Partial<Record<Label | LabelOfTarget, string>>>,
  levels: Levels,
): Sample => ({ series, labels: labels as Readonly<Record<string, string>>, ...levels });

const perMinute = 60;

/** The series of a histogram in which every observation has the same value, sixty times a minute. */
export const observations = <Label extends string>(
  histogram: Histogram<Label>,
  labels: Readonly<Partial<Record<Label | LabelOfTarget, string>>>,
  { control, fault }: { readonly control: number; readonly fault: number },
): readonly Sample[] => {
  const growth = (series: HistogramSeries, more: object, of: (value: number) => number): Sample => ({
    series,
    labels: { ...labels, ...more } as Readonly<Record<string, string>>,
    control: of(control),
    fault: of(fault),
  });
  return [
    ...[...histogram.buckets, Number.POSITIVE_INFINITY].map((bound) =>
      growth(
        bucketsOf(histogram),
        { le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound) },
        (value) => (value <= bound ? perMinute : 0),
      ),
    ),
    growth(countOf(histogram), {}, () => perMinute),
    growth(sumOf(histogram), {}, (value) => value * perMinute),
  ];
};
