import { Counter, type OpenMetricsContentType, Registry } from 'prom-client';

/** The name of a family of counters in OpenMetrics, to which prom-client adds the ending again for each sample. */
const familyOf = (name: string): string => name.replace(/_total$/, '');

/**
 * A registry that says in OpenMetrics what another says in Prometheus' own format, exemplars included. prom-client
 * renames the counters of a registry that it has said in OpenMetrics, so that the other format would lack them: this
 * one holds views of them.
 */
export const openMetricsOf = (registry: Registry): Registry<OpenMetricsContentType> => {
  const open = new Registry<OpenMetricsContentType>();
  open.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  for (const { name } of registry.getMetricsAsArray()) {
    const metric = registry.getSingleMetric(name);
    if (metric === undefined) continue;
    if (metric instanceof Counter) {
      const view = { name: { value: familyOf(name), writable: true } };
      open.registerMetric(Object.create(metric, view) as typeof metric);
    } else open.registerMetric(metric);
  }
  return open;
};
