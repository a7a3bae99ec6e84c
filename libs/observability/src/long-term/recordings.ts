import { deployed, type Metric, metricsOf } from '@octollm/catalogue';
import {
  bucketsOf,
  countOf,
  type Duration,
  minutes,
  type Named,
  type Piece,
  promql,
  type Query,
  type Recorded,
  recorded,
  sumOf,
} from '../promql/index.ts';

/** How often a series for a year is recorded: thirty seconds become five minutes. */
export const longTermInterval: Duration = minutes(5);

/** Whose names Prometheus writes to the store of a year. Series of rules alone have colons. */
export const longTermSeries = 'year:.+|slo:.+';

/** The labels that are still worth knowing after a month; each has few values. */
const keptLabels = ['arm', 'model', 'provider', 'kind', 'outcome', 'queue', 'status', 'tier'];

const by = (metric: Pick<Metric, 'labels'>, ...more: readonly string[]): Piece => ({
  kind: 'piece',
  text: ['namespace', 'job', ...more, ...metric.labels.filter((label) => keptLabels.includes(label))].join(
    ', ',
  ),
});

const perSecond = (series: Named, labels: Piece): Query =>
  promql`sum by (${labels}) (rate(${series}[${longTermInterval}]))`;

const record = (name: string, help: string, expr: Query): Recorded =>
  recorded({ name: `year:${name}`, help, expr });

const recordingsOf = (metric: Metric): readonly Recorded[] => {
  switch (metric.kind) {
    case 'counter':
      return [record(`${metric.name}:rate5m`, `${metric.help}, a second`, perSecond(metric, by(metric)))];
    case 'gauge':
      return [
        record(
          `${metric.name}:max`,
          `${metric.help}, at most on one replica`,
          promql`max by (${by(metric)}) (${metric})`,
        ),
      ];
    case 'histogram':
      return [
        record(
          `${metric.name}_bucket:rate5m`,
          `${metric.help}, by bucket`,
          perSecond(bucketsOf(metric), by({ labels: [] }, 'le')),
        ),
        record(`${metric.name}_sum:rate5m`, `${metric.help}, summed`, perSecond(sumOf(metric), by(metric))),
        record(
          `${metric.name}_count:rate5m`,
          `${metric.help}, counted`,
          perSecond(countOf(metric), by(metric)),
        ),
      ];
  }
};

/** What is kept for a year: every metric of the services, over all of their replicas, every five minutes. */
export const longTermRecordings = (): readonly Recorded[] => {
  const metrics = deployed.flatMap(metricsOf);
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  return [...byName.values()].flatMap(recordingsOf);
};
