export { inSpan } from './in-span.ts';
export { createMetrics } from './metrics/create-metrics.ts';
export { Metrics, UndeclaredMetricError } from './metrics/metrics.ts';
export { openMetricsOf } from './metrics/open-metrics.ts';
export { runWithTelemetry, stopTelemetry } from './run.ts';
export type { SpanLine } from './span-line.ts';
