import { deployed, type Metric, metricsOf, processMetrics } from '@octollm/catalogue';
import { exporters, targetMetrics } from '@octollm/observability';
import { seriesNames } from '@octollm/policies';

/** Every series that the services and the exporters have: what rules and dashboards may name. */
export const exportedSeries = (): ReadonlySet<string> =>
  seriesNames([
    ...deployed.flatMap(metricsOf),
    ...[processMetrics, targetMetrics, ...exporters.map(({ metrics }) => metrics)].flatMap((metrics) =>
      Object.values<Metric>(metrics),
    ),
  ]);
