import type { Metric } from '@octollm/catalogue';

/** A program that is not ours and that Prometheus scrapes: what we use of its metrics. */
export interface Exporter {
  /** The `job` of its targets. */
  readonly job: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

export const defineExporter = <const Metrics extends Readonly<Record<string, Metric>>>(
  job: string,
  metrics: Metrics,
): { readonly job: string; readonly metrics: Metrics } => ({ job, metrics });
