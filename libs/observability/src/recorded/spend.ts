import { modelMetrics } from '@octollm/catalogue';
import type { Pace } from '../alerts/pace.ts';
import { type Duration, hours, promql, type Query, type Recorded, recorded } from '../promql/index.ts';

/** What models cost within an hour, by environment. */
export const spentPerHour = (pace: Pace): Recorded =>
  recorded({
    name: 'namespace:llm_api_cost:increase1h',
    help: 'US dollars that calls of models cost within an hour',
    expr: promql`sum by (namespace) (increase(${modelMetrics.llmCost}[${pace(hours(1))}]))`,
  });

/**
 * What models cost within a longer time: hour by hour, because to read the counters of every replica over a month would
 * take Prometheus many millions of samples, each time. It counts the hours that there are: a platform that is two days
 * old has spent what it has, not a month's share of it.
 */
export const spentIn = (length: Duration, pace: Pace): Query =>
  promql`sum_over_time(${spentPerHour(pace)}[${pace(length)}:${pace(hours(1))}])`;
