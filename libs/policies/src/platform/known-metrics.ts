import type { Metric } from '@octollm/catalogue';

/** The names that a metric has in Prometheus: a histogram is several series. */
const seriesOf = ({ name, kind }: Metric): readonly string[] =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];

/** The series of metrics, for rule 61. */
export const seriesNames = (metrics: readonly Metric[]): ReadonlySet<string> =>
  new Set(metrics.flatMap(seriesOf));
